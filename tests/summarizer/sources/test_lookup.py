from summarizer.sources.lookup import system_lookup


def test_a_name_under_localhost_is_this_machine_whatever_the_resolver_knows() -> None:
    assert system_lookup("paper.localhost") == ("127.0.0.1",)
