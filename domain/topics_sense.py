"""How a phrase is meant: as a complaint, as its denial, or as a question.

"不起球" praises, "会不会起球" asks, "要是不起球就好了" complains. The few characters before
and after the phrase tell, within its clause. The words come from reading reviews; each rule
is one pattern below, and `weigh` says in which order they count.
"""

from __future__ import annotations

import re

from domain.feedback import Polarity
from domain.topics_phrase import BREAKS, NEGATIONS

REACH = 18
"""Characters before a phrase that can change what it means."""

_BREAK = re.compile(f"[{BREAKS}]")
_UP_TO_BREAK = re.compile(f".*[{BREAKS}]")
_CLAUSE = f"[^{BREAKS}]"
_CLOSES = f"(?=[{BREAKS}]|$)"
_NOT = (
    "(?:(?<!不得)(?<!好(?=不容易))不(?!了|得不|多|清|出(?!现)|上来|断|停|时)|(?<!二话)没有?|无|未|免(?!费|单)"
    "|防(?!护|伪|震|撞)|抗|避免|杜绝)"
)
"""What denies; 穿不了, 差不多, 说不清, 不停, 好不容易, 不得不说, 二话没说, 免费 do not."""
_SOFTENS = (
    r"(?:有|会|存在|出现|发现|看[到出见]|见到?|闻[到出]|感觉到?|觉得|感到|觉|什么|啥|任何|太|怎么|怎样"
    r"|算|是|很|太?大|太?多余?|多出|找到|容?易|明显|多少|[那这][么种样]|一[根个处条颗道块只]|一?丝毫?|半?点儿?|一点点?"
    r"|的|了|过|起|再|曾|特别|非常|严重|发生|遇到|碰到|被|想[象像]|传说|别人|评论|评价|网上|大家|他们"
    r"|里|中|上|说|讲|写|像|如此|因为?|所谓|人|又|变|够|浓|可能)"
)
"""What may stand between a negation and what it denies: 没有 什么 大 的 色差."""

_TURNING = re.compile(
    "[不没无未有免防抗避杜怕担心希但如万假要倘若以请想问咨别是]"
    "|评[论价]|差评|听|有人|之前|其[他它]|原[来先]|上[次回]|从前|人家|[他她]那|朋友|同[事学]|闺蜜|邻居|隔壁|亲戚"
)
"""Something of whatever turns a phrase: most have none before them."""

_WISHED = re.compile(r"(?:要是|如果|要|能|若是?)[^ ]{0,4}(?:不|没有?|别)[^ ]{0,3}$")
_WISH = re.compile(r"[^?]{0,8}?[就会那更](?:更|太|最|再)?(?:好|完美|棒|满意)")
"""要是不掉色，就更好了: before the phrase, and after it."""

_UNTRUE = re.compile(
    rf"(?:谁说|还说|说好|号称|声称|吹).{{0,3}}{_NOT}{_SOFTENS}{{0,3}}$|要不是.{{0,3}}$"
    r"|(?<!我)才(?:能|会|算)?不$"
)
"""号称不掉色: somebody else's denial; 要不是退货麻烦: none at all; 垫了纸才不晃: it does."""

_ELSEWHERE = re.compile(
    r"(?:(?<!特)别人?家|人家(?![说告让叫不要])|[他她]那[件个条双款台]|(?:其[他它]|别的)(?:一?家|店|牌|品牌|款)"
    rf"|(?:朋友|同事|同学|闺蜜|邻居|隔壁|亲戚){_CLAUSE}{{0,4}}买的?[那别其]"
    r"|(?<![和跟与比像同])(?:之前|以前|原来|上次|上回|从前|原先)(?:买|用|那|在)"
    rf"{_CLAUSE}{{0,5}}[的那]){_CLAUSE}{{0,8}}$"
)
"""之前买的那个老死机: of another thing."""

_UNLIKE = re.compile(
    r"不会?[像似同](?:于|是)?(?:别|其|以前|之前|上次|有[些的]|某些|那些|一般|普通|便宜|网上|外面)"
    rf"{_CLAUSE}{{0,8}}$"
)
"""不像别家的掉色."""

_SUPPOSED = re.compile(rf"以为(?!{_CLAUSE}*(?:其实|实际|结果|谁知|没想|原来)){_CLAUSE}{{0,8}}$")
"""以为会起球: what was expected says nothing."""

_HEARSAY = re.compile(
    r"(?:评论|评价|差评|有人|别人|网上|听[^ ]{0,5})(?:里|区|中|上|都|好多|很多|也|那样)*[说讲]"
    rf"(?!的(?:对|没错|一样|是真)){_CLAUSE}{{0,7}}$"
)
"""评论里说会掉色: what others say is not what was found."""

_NO_TIME = re.compile(r"没(?:有|到|过|怎么)?$")
_SOON = re.compile("就|便")
"""没穿两天就破: the negation is of the time."""

_UNWORRIED = re.compile(rf"{_NOT}(?:用|必|需要?|会)?再?(?:担心|怕|害怕|顾虑){_CLAUSE}{{0,8}}$")

_ASKED = re.compile(
    r"(?:会不会|是不是|有没有|能不能|是否|会否|不知道?|不晓得|不清楚|不确定|担心|(?<![可恐])怕|希望"
    r"|但愿|如果|万一|假如|(?<![主重需])要是|倘若|请问|想问|问一下|咨询(?![时后了过客的卖商店他她售]|$)|不要(?![买来信上看去相把再])"
    r"|(?<![特分区差个类识鉴辨级性])别(?![人的家处说]))"
    rf"(?!{_CLAUSE}*(?:怎么|为什么|为啥|为何|咋|什么原因|什么时候|啥时候|何时|多久|哪|谁)){_CLAUSE}{{0,6}}$"
)
_DENIED = re.compile(
    rf"{_NOT}{_SOFTENS}{{0,6}}$|没有?(?:[那这]种|任何|所谓的|想象中的?|别人说的){_CLAUSE}{{0,8}}$"
)
"""没有那种塑料的味道: what is denied may be described."""

_DOUBTED = re.compile(rf"{_CLAUSE}{{0,4}}吧{_CLOSES}")
"""不会发错吧: what follows a denial that asks."""

_NEVER = re.compile(rf"(?:没有?|不会?|从未|未曾)(?:出现|发生|遇到|碰到|发现)过?{_CLAUSE}{{0,8}}$")
"""What denies even a phrase that has a negation: 没有出现 充不进电 的情况."""

_TURNS = re.compile(r".*(?:但是?|不过|(?<!不)就是|可是|只是|可惜|却|而且|然后|结果)")
"""Begins a clause of its own, without a comma."""

_OPEN = re.compile(r"会不会|是不是|有没有|能不能|是否")
_EITHER = re.compile(rf"(?<![{NEGATIONS}])([^还{NEGATIONS}])[{NEGATIONS}]\1")
"""能不能用, but not 没有没有, nor 还没还."""
_IN_GAP = re.compile("[不没无未]|防[刮摔划压]")
_NO_DENIAL = re.compile(
    r"不(?:是一般|锈|止|仅|但|光|只|得了|得不|过|错|少|行|好意思|断|停|愧|一会|到|上来|动)"
    r"|没(?:想到|收(?!到)|几|[0-9两三半]|多久|法|办法|过)|无(?:语|奈|良|法|比)|未来"
)
_DENIED_AFTER = re.compile(
    r"(?:的)?(?:现象|问题|情况)?(?:[也都]|几乎|基本|倒|完全|根本|什么)*"
    r"(?:没有?(?=[ 、]|$)|不(?:是)?(?:很|太|怎么|算|特别)?(?:大|多|明显|严重|重|厉害)"
    r"|[很较极]小|[很较极]少|少(?=[ 、]|$)|轻微|可以?忽略|不存在)"
)
"""色差不大, 线头很少, 异味没有."""

_ASKED_AFTER = re.compile(
    rf"{_CLAUSE}{{0,8}}?(?:(?<![好行懂])吗(?=[ ?啊呢亲]|$)|(?<![什怎这那])么(?=[ ?]|$)"
    r"|[不没嘛](?=\?)|不$|与否|还?不(?:知道(?!多少)|清楚|晓得)|未知|有待|再说)"
    rf"|(?:(?!了){_CLAUSE}){{0,3}}\?"
)
_ASKS = re.compile("[吗么嘛没不否未待说?]")
"""One of these is in whatever asks: most of the time none is near."""

_RHETORICAL = re.compile(
    r"[这那]么|怎么|咋|为什么|为啥|为何|凭什么|难道|岂|竟|居然|还敢|太|严重|厉害|也|说好|骗|坑"
)
"""怎么掉色这么厉害？ asks nothing."""

_STATED = re.compile("有点|有些|真|非常|特别|给我|又|还是|明明|根本")
_OPENLY = re.compile("[吗么会能可]")
"""有点小？ and 涨了50？？ ask nothing either; 会有点小？ does."""

_IS_IT_NOT = re.compile(rf"(?<!是)不(?:就|正)?(?:是|等于|算){_CLAUSE}{{0,4}}$")
_IS_IT = re.compile(rf"{_CLAUSE}{{0,6}}[吗么嘛]")
"""这不是误导吗."""


def weigh(
    polarity: Polarity, text: str, start: int, end: int, own_negation: bool
) -> tuple[Polarity | None, bool]:
    """What a phrase means at its place in a folded text.

    Args:
        polarity: What it says when nothing around it changes that.
        text: The folded text.
        start: Where the phrase begins.
        end: The place after its last character.
        own_negation: Whether the phrase is made with a negation, as 不生效 and 没收到 are:
            another one does not turn it.

    Returns:
        The polarity, None where it says nothing of what was bought; and whether a negation
        turned it.
    """
    if polarity is Polarity.QUESTION:
        return polarity, False
    before = _same_clause(text, start, REACH)
    before = _TURNS.sub("", before) if _TURNING.search(before) else ""
    turned = Polarity.PRAISE if polarity is Polarity.COMPLAINT else Polarity.COMPLAINT
    if own_negation:
        if _EITHER.search(text, max(0, start - 2), start + 2):
            return Polarity.QUESTION, False
        if not _TURNING.search(before):
            return polarity, False
        if _ELSEWHERE.search(before) or _SUPPOSED.search(before) or _HEARSAY.search(before):
            return None, False
        if _NEVER.search(before):
            return turned, True
        return (Polarity.QUESTION if _ASKED.search(before) else polarity), False
    if before and _TURNING.search(before):
        if _WISHED.search(before) and _WISH.match(text, end):
            return Polarity.COMPLAINT, False
        if _UNTRUE.search(before) or (_NO_TIME.search(before) and _SOON.search(text, start, end)):
            return polarity, False
        if _IS_IT_NOT.search(before) and _IS_IT.match(text, end):
            return polarity, False
        if _UNLIKE.search(before):
            return turned, True
        if _ELSEWHERE.search(before) or _SUPPOSED.search(before) or _HEARSAY.search(before):
            return None, False
        if _UNWORRIED.search(before):
            return turned, True
        if before.endswith((f"{text[start]}不", f"{text[start:end]}不")) or _ASKED.search(before):
            return Polarity.QUESTION, False
        if denied := _DENIED.search(before):
            if denied[0].startswith(("不会", "不是")) and _DOUBTED.match(text, end):
                return Polarity.QUESTION, False
            return turned, True
    span = text[start:end]
    if text.startswith("不", end) and text.startswith((span[0], span[-1], span[-2:]), end + 1):
        return Polarity.QUESTION, False  # 味道大不大
    inside = _IN_GAP.search(span)
    if (inside or "否" in span) and _OPEN.search(span):
        return Polarity.QUESTION, False
    if _DENIED_AFTER.match(text, end) or (inside and _IN_GAP.search(_NO_DENIAL.sub("", span))):
        return turned, True
    asks = _ASKS.search(text, end, end + 14) and text[end - 1] != "呢"
    if asks and (asked := _ASKED_AFTER.match(text, end)):  # 赠品呢？ misses it
        clause = _same_clause(text, start, REACH) + text[start : end + 8]
        insists = polarity is Polarity.COMPLAINT and text.startswith("??", asked.end() - 1)
        stated = (insists or _STATED.search(clause)) and not _OPENLY.search(clause)
        rhetorical = stated or _RHETORICAL.search(clause)
        return (polarity if rhetorical else Polarity.QUESTION), False
    return polarity, False


def clause_end(text: str, place: int, reach: int) -> int:
    """Where the clause ends that `place` of a folded text is in; `reach` further at most."""
    found = _BREAK.search(text, place, place + reach)
    return found.start() if found else min(place + reach, len(text))


def before_in_clause(text: str, start: int, reach: int = REACH) -> str:
    """What stands before `start`, in its clause and at most `reach` characters away.

    A clause begins at words such as 但是 and 而且 as well.
    """
    before = _same_clause(text, start, reach)
    return _TURNS.sub("", before) if before else before


def _same_clause(text: str, start: int, reach: int) -> str:
    """What stands before `start` without any mark between, at most `reach` characters away."""
    before = text[max(0, start - reach) : start]
    found = _UP_TO_BREAK.match(before)
    return before[found.end() :] if found else before
