import pytest

from tests.summarizer.people.reading import Story, own_stories, people_of


def test_our_stories_cover_many_languages() -> None:
    stories = own_stories()
    assert len(stories) >= 15
    assert len({story.article.language for story in stories}) >= 8


@pytest.mark.parametrize("story", own_stories(), ids=lambda story: story.id)
def test_people_and_roles_of_our_stories_are_found(story: Story) -> None:
    found = {person.name: person.role for person in people_of(story.article)}
    assert not found.keys() & story.not_people
    assert found == story.people
