"""The command `nutgraf`: arguments in, exit status out. Each subcommand's work is a module of `bot.commands`.

Those modules are imported only when their command runs, so that `nutgraf --help` and a typing error cost nothing.
"""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from bot.settings import Settings

EXIT_USAGE = 2
EXIT_SETTINGS = 78
"""EX_CONFIG of sysexits.h: service managers need not try again."""

EXIT_INTERRUPTED = 130

ACCESS = ("owner", "list", "invite", "open")
"""The values of `bot.settings.Access`, which a test compares: importing it takes too long for `--help`."""

MOST_DIGITS = 9
"""Of a number among the arguments."""

logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    try:
        status = run(arguments)
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit status of `nutgraf ARGUMENTS`; what it prints goes to standard output, problems to standard error."""
    _mend_streams()
    with _plain_interrupts():
        from bot.logs import configure_logs  # noqa: PLC0415
        from bot.settings import SettingsError, load_settings  # noqa: PLC0415

        options = build_parser().parse_args(_shield_query(sys.argv[1:] if arguments is None else list(arguments)))
        command: Callable[[argparse.Namespace, Settings], int] = import_module(options.module).run
    try:
        settings = load_settings(**_overrides(options))
        configure_logs(settings.log.value)
        return command(options, settings)
    except SettingsError as error:
        print("The settings need attention:", *(f"  {line}" for line in error.problems), sep="\n", file=sys.stderr)
        return EXIT_SETTINGS
    except (OSError, BaseExceptionGroup) as error:
        return _say_trouble(error)


@contextmanager
def _plain_interrupts() -> Iterator[None]:
    """Let Ctrl-C end the process at once while it imports, for a second or more.

    As an exception it would show a traceback or, raised in a callback of the import system, be swallowed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _mend_streams() -> None:
    """A process may be started with its output closed; what nobody can read goes nowhere."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123


def _say_trouble(error: OSError | BaseExceptionGroup[BaseException]) -> int:
    """The exit status after trouble with the system: a full disk, an address in use, a reader (head) that has gone.

    Raises:
        BaseExceptionGroup: it was something else.
    """
    group = error if isinstance(error, BaseExceptionGroup) else BaseExceptionGroup("", [error])
    troubles, others = group.split(OSError)
    if troubles is None or others is not None:
        raise error
    trouble = _first(troubles)
    logger.debug("trouble with the system", exc_info=trouble)
    # The interpreter must not write out at its end what could not be written now.
    sys.stdout = _nowhere()
    if isinstance(trouble, BrokenPipeError):
        return 0
    print(f"nutgraf: {trouble.strerror or type(trouble).__name__}", file=sys.stderr)
    return 1


def _first(group: BaseExceptionGroup[OSError]) -> OSError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _shield_query(arguments: list[str]) -> list[str]:
    """A query may begin with a minus, which argparse would take for an option."""
    is_query = arguments[:1] == ["match"] and arguments[1:2] not in ([], ["-h"], ["--help"], ["--"])
    return ["match", "--", *arguments[1:]] if is_query else arguments


def _overrides(options: argparse.Namespace) -> dict[str, object]:
    place: str | None = getattr(options, "db", None)
    if not place:
        return {}
    return {"database_url": place if "://" in place else f"sqlite:///{Path(place).absolute()}"}


def build_parser() -> argparse.ArgumentParser:
    """The parser of every subcommand; each sets `module`, the one that does its work."""
    parser = argparse.ArgumentParser(
        prog="nutgraf", description="News briefings: the sentences that carry a story, its figures and its people."
    )
    parser.add_argument("--version", action="version", version=f"nutgraf {metadata.version('nutgraf')}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_brief(commands)
    _add_match(commands)
    _add_cluster(commands)
    _add_feed(commands)
    _add_database(commands)
    _add_run(commands)
    _add_sandbox(commands)
    doctor = commands.add_parser("doctor", help="say what keeps the bot from running, and what to do")
    _add_db_option(doctor)
    doctor.set_defaults(module="bot.commands.doctor")
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (it has no public name)


def _add_brief(commands: Commands) -> None:
    brief = commands.add_parser("brief", help="brief links, files or standard input")
    brief.add_argument("sources", nargs="*", metavar="SOURCE", help="a link, a file, or - for standard input")
    brief.add_argument("--json", action="store_true", help="one JSON object a source")
    brief.add_argument("--jsonl", action="store_true", help="JSON lines from standard input, one answer a line")
    brief.add_argument("--sentences", type=_positive, default=3, metavar="N", help="how many sentences (3)")
    brief.add_argument("--words", type=_positive, metavar="N", help="how many words instead")
    brief.add_argument("--method", default=None, metavar="NAME", help="a summarizer's name (nutgraf)")
    brief.add_argument("--language", metavar="CODE", help="the language, where it should not be recognised")
    brief.add_argument("--save", action="store_true", help="keep the stories in the database")
    _add_db_option(brief)
    brief.set_defaults(module="bot.commands.brief")


def _add_match(commands: Commands) -> None:
    match = commands.add_parser("match", help="print the ids of the stories (JSON lines) that a query matches")
    match.add_argument("query", nargs="+", metavar="QUERY", help='words, OR, -word, "phrase", title: site: lang: …')
    match.set_defaults(module="bot.commands.match")


def _add_cluster(commands: Commands) -> None:
    cluster = commands.add_parser("cluster", help="tell which stories (JSON lines) report the same event")
    cluster.set_defaults(module="bot.commands.cluster")


def _add_feed(commands: Commands) -> None:
    feed = commands.add_parser("feed", help="show what a feed holds, as JSON")
    feed.add_argument("source", metavar="URL|FILE", help="a feed's link, a file, or - for standard input")
    feed.set_defaults(module="bot.commands.feed")


def _add_database(commands: Commands) -> None:
    database = commands.add_parser("db", help="migrate, check, back up or restore the database")
    _add_db_option(database)
    database.set_defaults(module="bot.commands.database")
    actions = database.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("migrate", help="bring the schema up to date")
    actions.add_parser("check", help="verify the file, its references and its schema")
    for name, help_text in (
        ("backup", "write a copy to FILE"),
        ("restore", "replace the database by the copy in FILE"),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("file", metavar="FILE")


def _add_run(commands: Commands) -> None:
    run_bot = commands.add_parser("run", help="run the bot (needs NUTGRAF_TELEGRAM_TOKEN)")
    _add_db_option(run_bot)
    _add_pacing_option(run_bot)
    run_bot.set_defaults(module="bot.commands.run")


def _add_sandbox(commands: Commands) -> None:
    sandbox = commands.add_parser("sandbox", help="run the bot with a local chat page: no token, no network")
    sandbox.add_argument("--port", type=int, default=8080, help="where the chat page is (8080; 0 takes a free one)")
    sandbox.add_argument("--no-bot", action="store_true", help="serve the stand-in for Telegram alone")
    sandbox.add_argument("--access", choices=ACCESS, default="open")
    _add_db_option(sandbox)
    _add_pacing_option(sandbox)
    sandbox.set_defaults(module="bot.commands.sandbox")


def _add_pacing_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-pacing", action="store_true", help="send as fast as possible (for measuring only)")


def _add_db_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", metavar="URL", help="the database, instead of NUTGRAF_DATABASE_URL (a URL or a file)")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and text.strip("0")) or len(text) > MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"a whole number from 1, not {text[:40]!r}")
    return int(text)
