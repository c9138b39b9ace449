"""The composition root: picks what to start, and imports only that."""

import sys
from collections.abc import Callable


def main() -> int:
    """Starts what the command line names; gives the process's exit status."""
    name = sys.argv[1] if len(sys.argv) > 1 else None
    if name == "engine":
        from nablascope.engine.start import start

        return start(sys.argv[2:])
    from nablascope.cli.guard import exit_status

    command = _command(name)
    return exit_status(command, sys.argv[2:]) if command else exit_status(_window, sys.argv[1:])


def _command(name: str | None) -> Callable[[list[str]], int] | None:
    match name:
        case "trace":
            from nablascope.cli.trace import trace_command as command
        case "export":
            from nablascope.cli.export import export_command as command
        case "self-test":
            from nablascope.cli.self_test import self_test_command as command
        case "show-temporary":
            command = _temporary_window
        case _:
            return None
    return command


def _temporary_window(arguments: list[str]) -> int:
    """Opens the window on a file that goes when it closes; `nablascope.show` starts this."""
    from nablascope.temporary_trace import discard

    status = _window(arguments)
    if not status:
        discard(arguments[0])
    return status


def _window(arguments: list[str]) -> int:
    """Opens the window, or writes the picture where there is no display to open it on."""
    from nablascope.cli.window import file_to_open
    from nablascope.display import has_display

    path = file_to_open(arguments)
    if has_display():
        from nablascope.ui.application import run

        return run(path)
    from nablascope.cli.export import write_without_display

    return write_without_display(path)


if __name__ == "__main__":
    sys.exit(main())
