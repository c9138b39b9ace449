"""What a node sends along one edge, and why so much."""

from collections.abc import Sequence
from dataclasses import dataclass

from nablascope.core.scene.narrate_tensor_share import COLON, remark
from nablascope.core.scene.narrated import Words, joined, listed
from nablascope.core.scene.narrated_flow import Flow, goal, point
from nablascope.core.scene.narrated_names import named
from nablascope.core.scene.narrated_numbers import agrees, coarsest, figure, overflows, real, told
from nablascope.core.scene.narrated_slope import EQUALS, Slope, slope
from nablascope.core.scene.numbers import number

_TIMES = " × "


@dataclass(frozen=True, slots=True)
class Share:
    """One share, in pieces of a sentence.

    Attributes:
        derivative: ``by x is 2 · x = 6.0000``, where there is something to tell.
        amount: ``1.0000 × 6.0000 = 6.0000``.
        goal: ``to x``, or ``back``.
        remark: the rule of what is no single number.
        nothing: why nothing comes back, where the derivative is zero.
        unchanged: whether the gradient is passed on as it came.
        by: ``by x``, of a derivative that is no formula.
        worth: ``y = 3.0000``, likewise.
    """

    derivative: Words
    amount: Words
    goal: str
    remark: Words = ()
    nothing: Words = ()
    unchanged: bool = False
    by: Words = ()
    worth: Words = ()


def share_of(flow: Flow, *, single: bool) -> Share:
    """The pieces of the sentence about one share.

    Args:
        flow: the share.
        single: whether it is the only one that the node sends.
    """
    to, received, sent = goal(flow, single=single), real(flow.grad), real(flow.sent)
    found = slope(flow.rule, flow.operands, flow.edge, real(flow.edge.local))
    if received is None or sent is None or found is None:
        return Share((), told(flow.sent, "gradient", "gradient"), to, remark(flow))
    known = agrees(received * found.number, sent, coarsest(flow.grad, flow.sent))
    if not known or overflows(sent, (received, found.number)):
        return Share((), told(flow.sent, "gradient", "gradient"), to, remark(flow))
    return _with_equation(flow, found, to, single=single)


def _with_equation(flow: Flow, found: Slope, to: str, *, single: bool) -> Share:
    ruled = flow.rule is not None and flow.rule.tree is not None
    return Share(
        _derivative(flow, found, single=single),
        _product(flow, found),
        to,
        () if ruled else remark(flow),
        _nothing(flow, found) if single and found.certain and found.number == 0 else (),
        found.constant and found.number == 1,
        point(flow, single=False),
        _worth(found) if found.certain and found.bare else (),
    )


def _derivative(flow: Flow, found: Slope, *, single: bool) -> Words:
    """Nothing of one that is too large to be written as a formula."""
    if found.certain and not found.steps and not found.reason and not found.bare:
        return ()
    return (*_where(flow, found, single=single), "is ", *_worth(found))


def _where(flow: Flow, found: Slope, *, single: bool) -> Words:
    if found.certain and found.bare:
        where = point(flow, single=False) if named(flow.source, flow.edge.output) or not single else ()
    else:
        where = point(flow, single=single) if found.certain or not single or flow.rule is None else ()
    return (*where, *((" ",) if where else ()))


def _product(flow: Flow, found: Slope) -> Words:
    before = (figure(one, "gradient") for one in (flow.grad,) if one is not None)
    after = (figure(one, "gradient") for one in (flow.sent,) if one is not None)
    return (*before, _TIMES, number(found.number), EQUALS, *after)


def _worth(found: Slope) -> Words:
    """``2 · x = 2 · 3.0000 = 6.0000``, and the condition that chose it."""
    chain = (found.role, *joined([*found.steps, (number(found.number),)], EQUALS))
    return (*chain, *((", since ", *found.reason, ",") if found.reason else ()))


def _nothing(flow: Flow, found: Slope) -> Words:
    if found.negative:
        return ("its input ", *told(flow.value, "tensor", "value"), " is negative")
    since = (", since ", *found.reason) if found.reason else ()
    everywhere = flow.rule is not None and flow.rule.text == "0"
    where = () if everywhere else (*point(flow, single=True), " ")
    return ("its derivative ", *where, "is 0", *since)


def sentences(shares: Sequence[Share], subject: str, whose: str, more: int = 0) -> Words:
    """The sentences about what is sent, each with a space before it.

    Args:
        shares: what is told of.
        subject: ``It``, or the operation.
        whose: ``Its derivative``, or that of the operation.
        more: how many more shares there are.
    """
    if len(shares) > 1 and all(share.worth for share in shares) and not _are_unchanged(shares):
        return _together(shares, whose, more)
    words: Words = ()
    plain = [share for share in shares if _is_plain(share)]
    for share in (share for share in shares if not _is_plain(share)):
        if share.nothing:
            words += (f" {subject} passes nothing back here: ", *share.nothing, ".")
        elif share.derivative:
            words += (f" {whose} ", *share.derivative, *_so(share))
    return (*words, *_plain(plain, subject, more))


def _is_plain(share: Share) -> bool:
    return share.unchanged or not (share.derivative or share.nothing)


def _are_unchanged(shares: Sequence[Share]) -> bool:
    return all(share.unchanged for share in shares)


def _together(shares: Sequence[Share], whose: str, more: int) -> Words:
    """Derivatives that are no formulas first, then what is sent for them."""
    first, goals = shares[0], {share.goal for share in shares}
    if len(shares) == 2 and len(goals) == 1 and first.worth == shares[1].worth and not more:
        each = f" {whose} by each of its two inputs is "
        return (*(each, *first.worth), ", so it sends ", *first.amount, f" {first.goal}, twice.")
    derivatives = listed([(*share.worth, " ", *share.by) for share in shares])
    sent = listed([(*share.amount, f" {share.goal}") for share in shares], more)
    return (f" {whose}s are ", *derivatives, ": it sends ", *sent, ".")


def _so(share: Share) -> Words:
    comma = "" if share.derivative[-1] == "," else ","
    return (f"{comma} so it sends ", *share.amount, f" {share.goal}", *share.remark, ".")


def _plain(shares: Sequence[Share], subject: str, more: int) -> Words:
    if not shares:
        return (f" {more:,} more shares are sent.",) if more else ()
    if _are_unchanged(shares):
        return (f" {subject} passes ", shares[0].amount[-1], *_on(shares, more), ".")
    remarks = dict.fromkeys(share.remark for share in shares)
    if len(remarks) == 1:
        told = [(*share.amount, f" {share.goal}") for share in shares]
        return (f" {subject} sends ", *listed(told, more), *shares[0].remark, ".")
    told = [(*share.amount, f" {share.goal}", *_bracketed(share.remark)) for share in shares]
    return (f" {subject} sends ", *listed(told, more), ".")


def _on(shares: Sequence[Share], more: int) -> Words:
    goals = [share.goal for share in shares]
    if goals == ["back"]:
        return (" back unchanged",)
    if len(goals) == 2 and len(set(goals)) == 1 and not more:
        return (f" on unchanged {goals[0]}, twice",)
    return (" on unchanged ", *listed([(goal,) for goal in goals], more))


def _bracketed(remark: Words) -> Words:
    """``: the gradient unchanged`` becomes ``(the gradient unchanged)`` within a list."""
    first = remark[0] if remark else ""
    if not isinstance(first, str) or not first.startswith(COLON):
        return remark
    return (f" ({first.removeprefix(COLON)}", *remark[1:], ")")
