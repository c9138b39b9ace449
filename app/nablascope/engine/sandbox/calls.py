"""The system calls a program has no use for, by architecture."""

from collections.abc import Mapping
from dataclasses import dataclass

_REFUSED = """
execve 59 221
execveat 322 281
socket 41 198
socketpair 53 199
bind 49 200
connect 42 203
listen 50 201
accept 43 202
accept4 288 242
ptrace 101 117
process_vm_readv 310 270
process_vm_writev 311 271
kcmp 312 272
mount 165 40
umount2 166 39
pivot_root 155 41
chroot 161 51
unshare 272 97
setns 308 268
bpf 321 280
perf_event_open 298 241
userfaultfd 323 282
io_uring_setup 425 425
io_uring_enter 426 426
io_uring_register 427 427
keyctl 250 219
add_key 248 217
request_key 249 218
open_by_handle_at 304 265
name_to_handle_at 303 264
pidfd_open 434 434
pidfd_send_signal 424 424
pidfd_getfd 438 438
kexec_load 246 104
reboot 169 142
init_module 175 105
finit_module 313 273
delete_module 176 106
swapon 167 224
swapoff 168 225
tkill 200 130
personality 135 92
quotactl 179 60
acct 163 89
settimeofday 164 170
clock_settime 227 112
sethostname 170 161
fchmod 91 52
fchmodat 268 53
fchmodat2 452 452
fchown 93 55
fchownat 260 54
utimensat 280 88
setxattr 188 5
lsetxattr 189 6
fsetxattr 190 7
removexattr 197 14
lremovexattr 198 15
fremovexattr 199 16
setxattrat 463 463
removexattrat 466 466
file_setattr 469 469
truncate 76 45
quotactl_fd 443 443
process_madvise 440 440
process_mrelease 448 448
setpriority 141 140
sched_setaffinity 203 122
sched_setscheduler 144 119
sched_setparam 142 118
sched_setattr 314 274
ioprio_set 251 30
shmget 29 194
msgget 68 186
semget 64 190
mq_open 240 180
kexec_file_load 320 294
fork 57 -
vfork 58 -
chmod 90 -
chown 92 -
lchown 94 -
utime 132 -
utimes 235 -
futimesat 261 -
"""
"""Other programs, the network, other processes, the system itself, and what Landlock does not cover of files:
their modes, owners, times and attributes. Each with its number on x86_64 and on aarch64, or ``-``."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """One machine's numbers.

    Attributes:
        audit: how seccomp names it (``AUDIT_ARCH_...`` of ``linux/audit.h``).
        refused: calls that are refused whatever their arguments.
        to_self: kill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo: to this process alone.
        clone: starts threads, and other processes.
        clone3: the same, with its arguments where a filter cannot look.
        prlimit64: reads and sets limits.
        setrlimit: sets them.
        seccomp: adds a filter.
        ioctl: asks a device for something.
        fcntl: asks a file for something.
        opening: calls that open a file, each with the place of its flags among the arguments.
        openat2: the same, with its flags where a filter cannot look.
    """

    audit: int
    refused: tuple[int, ...]
    to_self: tuple[int, ...]
    clone: int
    clone3: int
    prlimit64: int
    setrlimit: int
    seccomp: int
    ioctl: int
    fcntl: int
    opening: tuple[tuple[int, int], ...]
    openat2: int


def _refused(column: int) -> tuple[int, ...]:
    rows = [line.split() for line in _REFUSED.strip().splitlines()]
    return tuple(int(row[column]) for row in rows if row[column] != "-")


ARCHITECTURES: Mapping[str, Architecture] = {
    "x86_64": Architecture(
        audit=0xC000003E,
        refused=_refused(1),
        to_self=(62, 234, 129, 297),
        clone=56,
        clone3=435,
        prlimit64=302,
        setrlimit=160,
        seccomp=317,
        ioctl=16,
        fcntl=72,
        opening=((2, 1), (257, 2)),
        openat2=437,
    ),
    "aarch64": Architecture(
        audit=0xC00000B7,
        refused=_refused(2),
        to_self=(129, 131, 138, 240),
        clone=220,
        clone3=435,
        prlimit64=261,
        setrlimit=164,
        seccomp=277,
        ioctl=29,
        fcntl=25,
        opening=((56, 2),),
        openat2=437,
    ),
}
"""By the machine's name, as ``uname -m`` prints it."""
