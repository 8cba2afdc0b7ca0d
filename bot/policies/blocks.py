"""How documents and trainings look in Slack."""

from collections.abc import Collection, Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.kernel.actor import spoken
from bot.kernel.reference import Ref
from bot.kernel.report import Report
from bot.kernel.text.markup import Markup, day, link, mentions, mrkdwn, sentence, several, when
from bot.kernel.views.blocks import Message, actions, button, confirm, context, section
from bot.kernel.views.pagination import Page, turning
from bot.people.learning import MustRead
from bot.policies.life import Action
from bot.policies.model import Reading, Training

READ = "policies.read"
ADD = "policies.add"
REVISE = "policies.revise"
END = "policies.end"
WHO = "policies.who"
TRAIN = "policies.train"
PAGE = "policies.page"
MOST_PROBLEMS = 20
MOST_READERS = 60


def listing(
    page: Page[MustRead],
    reader: str,
    allowed: Sequence[Collection[Action]],
    trainings: Sequence[Training],
    *,
    may_keep: bool,
) -> Message:
    """`allowed` is what the reader can do with each."""
    count = mrkdwn("{}", page.number_of("document")) if page.total else mrkdwn("No document must be read")
    blocks: list[Block] = [section(mrkdwn("*{}*", count))]
    for each, actions_ in zip(page.rows, allowed, strict=True):
        blocks.append(section(mrkdwn("{}\n{}", line(each), _stands(each, reader, actions_))))
        if buttons := list(_buttons(each, reader, actions_)):
            blocks.append(actions(*buttons))
    blocks += turning(page, PAGE, lambda to: Ref("documents", to))
    if trainings:
        each_until = [mrkdwn("{} until {}", each.course, day(each.last_day)) for each in trainings]
        blocks.append(context(mrkdwn("Your trainings: {}", several(each_until))))
    if may_keep:
        blocks.append(actions(button("Add a document…", ADD), button("Take trainings in…", TRAIN)))
    return Message(count, blocks)


def line(document: MustRead) -> Markup:
    """Its name leads to it."""
    its = mrkdwn("*{}* · version {}, from {}", document.title, document.version, day(document.since))
    hashed = mrkdwn("{} · SHA-256 {}…", link(document.link), document.sha256[:12])
    return mrkdwn("{}\n{}", its, hashed)


def _stands(document: MustRead, reader: str, allowed: Collection[Action]) -> Markup:
    who = mrkdwn("For: {}", ", ".join(map(spoken, document.roles)))
    if Action.READ not in allowed:
        return who
    if document.is_read_by(reader):
        return mrkdwn("{} · you have read it", who)
    return mrkdwn("{} · *read it by {}*", who, day(document.last_day))


def _buttons(document: MustRead, reader: str, allowed: Collection[Action]) -> Iterator[ButtonElement]:
    if Action.READ in allowed and not document.is_read_by(reader):
        yield read(document)
    if Action.REVISE in allowed:
        yield button("Who has not read it", WHO, Ref(document.id))
        yield button("New version…", REVISE, Ref(document.id))
    if Action.END in allowed:
        end = button("Not in force any more", END, Ref(document.id))
        end.confirm = confirm("Take it out of force?", mrkdwn("Nobody must read {} then.", document.title), "Yes")
        yield end


def read(document: MustRead) -> ButtonElement:
    return button("I have read it", READ, Ref(document.id, document.version), style="primary")


def to_read(document: MustRead) -> Message:
    """To each who must read it."""
    text = mrkdwn("Read {} by {}.", document.title, day(document.last_day))
    return Message(text, [section(mrkdwn("{}\n{}", text, line(document))), actions(read(document))])


def still_to_read(document: MustRead) -> Message:
    """On its last day."""
    text = mrkdwn("You have not read {} yet. Today is the last day.", document.title)
    return Message(text, [section(mrkdwn("{}\n{}", text, line(document))), actions(read(document))])


def has_read(title: str, reading: Reading) -> Message:
    text = mrkdwn("{} read version {} of {}, {}.", reading.name, reading.version, title, when(reading.read_at))
    return Message(text, [section(text)])


def over(title: str, why: str) -> Message:
    """In place of what asked somebody to read it."""
    text = mrkdwn("{}: {}", title, sentence(why))
    return Message(text, [section(text)])


def now(document: MustRead) -> Message:
    text = mrkdwn("{} has version {}. Whoever must read it is asked.", document.title, document.version)
    return Message(text, [section(mrkdwn("{}\n{}", text, line(document)))])


def who(document: MustRead, missing: Sequence[str], readings: Sequence[Reading]) -> Message:
    """Who has not read it, and who has, by printed name and time."""
    count = mrkdwn("{} of {} have not read {}", len(missing), len(missing) + len(readings), document.title)
    rest = mrkdwn("\n").join(mrkdwn("{}, {}", each.name, when(each.read_at)) for each in readings[:MOST_READERS])
    blocks: list[Block] = [section(mrkdwn("*{}*\n{}", count, mentions(missing, ", ", most=MOST_READERS)))]
    return Message(count, [*blocks, *([section(mrkdwn("*Read by*\n{}", rest))] if readings else [])])


def taken_in(report: Report) -> Message:
    text = sentence(report.sentence)
    sentences = [sentence(str(each)) for each in report.problems[:MOST_PROBLEMS]]
    more = [mrkdwn("and {} more", len(report.problems) - MOST_PROBLEMS)] if report.problems[MOST_PROBLEMS:] else []
    wrong = [section(mrkdwn("*Left out*\n{}", mrkdwn("\n").join([*sentences, *more])))]
    return Message(text, [section(mrkdwn("*{}*", text)), *(wrong if report.problems else [])])
