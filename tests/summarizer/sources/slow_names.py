"""A name server that does not answer before it is told to."""

import threading


class SlowNames:
    """A name server that does not answer before it is released."""

    def __init__(self) -> None:
        self.released, self.answered = threading.Event(), threading.Event()

    def __call__(self, name: str) -> tuple[str, ...]:
        assert name == "news.example"
        self.released.wait(10)
        self.answered.set()
        return ("8.8.8.8",)
