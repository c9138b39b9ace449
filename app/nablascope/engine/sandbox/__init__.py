"""What the engine process gives up before it reads a program; Linux only.

SandboxError: a step failed, so no program may run (raised by `confine`, by way of every module here).
"""
