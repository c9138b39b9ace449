"""What the machine and its processes have of memory; for the window and for the engine."""


def machine_memory() -> int:
    """Bytes of memory in the machine."""
    # Imported when it is wanted: the window shows before anybody asks.
    import psutil

    return psutil.virtual_memory().total


def resident_memory(pid: int) -> int:
    """Bytes of memory that a process holds; 0 of one that is gone."""
    import psutil

    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.NoSuchProcess:
        return 0
