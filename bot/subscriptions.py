"""What follows from what, on one page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, get_type_hints

from sqlalchemy.orm import Session

from bot import crossings, drilling, leaving, moves, registry, reviewing, staffing
from bot.alerts.alert import Alert
from bot.calendar import facts as slot
from bot.calendar import reactions as calendar
from bot.changes import facts as change
from bot.changes import reactions as changes
from bot.changes.model import KIND as GOVERNANCE
from bot.checklists import facts as line
from bot.checklists import nagging
from bot.checklists import reactions as checklists
from bot.company import Company
from bot.crises import alerting, ended, levels, moving, steered, telling
from bot.crises import ending_facts as ending
from bot.crises import facts as crisis
from bot.crises import reactions as crises
from bot.crises import room_facts as room
from bot.crises import steering_facts as steering
from bot.debriefs import facts as debrief
from bot.debriefs import following_up
from bot.debriefs import reactions as debriefs
from bot.debriefs.model import KIND as DEBRIEF
from bot.drills import reactions as drills
from bot.freezes import facts as freeze
from bot.freezes import reactions as freezes
from bot.kernel.escalation import Fired
from bot.kernel.events import Audited, Event
from bot.kernel.outbox import Ask
from bot.oversight import model as oversight
from bot.posts import facts as post
from bot.posts import publication, searching, still_right
from bot.posts import reactions as posts
from bot.posts.model import KIND as POST
from bot.posts.model import REVIEW
from bot.private import model as private
from bot.products import facts as product
from bot.signing import facts as signed
from bot.signing import reactions as signing
from bot.voice import facts as statement
from bot.voice import reactions as statements
from bot.voice import urging
from bot.voice.model import KIND as STATEMENT

Follows = Callable[[Session, Any, Company], None]


FACTS: dict[type[Event], tuple[Follows, ...]] = {
    **registry.FACTS,
    **staffing.FACTS,
    slot.SlotPlanned: (calendar.show_plan, calendar.ask_maker),
    slot.SlotEdited: (calendar.show_edited,),
    slot.SlotEnded: (calendar.show_plan,),
    slot.SlotCancelled: (calendar.close_series,),
    slot.OccurrencePlanned: (calendar.watch,),
    slot.OccurrenceMoved: (calendar.watch,),
    slot.OccurrenceMissed: (),
    slot.OccurrencePublished: (calendar.settle, calendar.warn, crossings.log_post_of_slot),
    slot.OccurrenceSkipped: (calendar.settle,),
    slot.OccurrencePostponed: (calendar.settle,),
    slot.OccurrenceCancelled: (calendar.settle,),
    crisis.CrisisRaised: (checklists.begin, nagging.begin, crises.call_for_help),
    crisis.PeoplePinged: (moving.bring_in, checklists.show_to_others, drills.wake),
    crisis.PeopleAlerted: (alerting.tell_room,),
    crisis.AnswerClaimed: (crises.wait_for_confirmation,),
    crisis.ClaimDenied: (crises.ask_on,),
    crisis.ClaimLapsed: (crises.show_open,),
    crisis.CrisisAcknowledged: (crises.hush, crises.end_pings, crises.tell_raiser_who, moving.bring_in),
    crisis.LeadTaken: (
        crises.hush,
        crises.end_reminders,
        crises.tell_lead,
        moving.say_what_it_is,
        checklists.ask_elsewhere,
    ),
    crisis.UpdatePosted: (crises.hush, crises.end_reminders, crises.tell_update),
    crisis.LineAdded: (),
    crisis.LineStarred: (telling.show_stars,),
    crisis.StarTakenOff: (telling.show_stars,),
    steering.VoiceGiven: (steered.tell_of_voice, moving.bring_in),
    steering.LeadGiven: (steered.tell_of_lead, moving.bring_in, moving.say_what_it_is, checklists.ask_elsewhere),
    steering.PeopleCalled: (steered.ask_them, moving.bring_in, drills.wake),
    steering.CrisisRescored: (steered.ask_anew,),
    steering.AccountsAdded: (crossings.say_there_too, steered.show_accounts, checklists.ask_elsewhere),
    crisis.ResponderJoined: (crises.end_pings, crises.show_change, moving.bring_in),
    crisis.ResponderSteppedBack: (crises.let_go,),
    crisis.ResponderLeft: (crises.let_go,),
    crisis.CrisisWentQuiet: (crises.ask_again,),
    crisis.CrisisUnattended: (crises.ask_again,),
    room.RoomMade: (moving.move_in, checklists.move_in, drills.let_in),
    room.RoomRefused: (moving.stay, checklists.move_in),
    room.RoomEntered: (moving.show_in, checklists.show_to_others),
    room.RoomLeft: (moving.show_out, checklists.show_to_others),
    room.CrisisMadePublic: (crossings.tell_freezes, moving.come_out, checklists.show_to_others),
    crisis.CrisisResolved: (crossings.end_statements, crises.end, moving.say_what_it_is, checklists.end, nagging.end),
    ending.FalseAlarm: (crossings.end_statements, crises.end, moving.say_what_it_is, checklists.end, nagging.end),
    ending.CrisisMerged: (crossings.end_statements, crises.end, moving.say_what_it_is, checklists.end, nagging.end),
    ending.CrisisTookIn: (ended.take_in,),
    ending.CrisisReopened: (ended.ask_once_more, moving.say_what_it_is, checklists.go_on, nagging.begin),
    crisis.KindChosen: (checklists.begin, nagging.begin, crises.show_change),
    crisis.StatementMade: (crises.wait_until_we_speak,),
    crisis.StatementUnsaid: (crises.show_change,),
    crisis.PublishingFrozen: (crises.show_change,),
    crisis.PublishingThawed: (crises.show_change,),
    **dict.fromkeys(line.CHANGES, (checklists.show_change, nagging.follow, crises.show_change)),
    line.LineGiven: (checklists.pass_on, nagging.follow),
    freeze.AccountsFrozen: (crossings.hold_posts, freezes.ask_publishers, crossings.note_freeze),
    freeze.AccountsThawed: (freezes.end, crossings.ask_authors, crossings.note_freeze),
    freeze.FreezeSeconded: (),
    freeze.FreezeKept: (freezes.look_again_later,),
    freeze.FreezeMadePublic: (),
    freeze.ElsewhereAnswered: (freezes.settle_answer, crossings.show_answers),
    post.VersionWritten: (),
    post.PostSubmitted: (),
    post.ReviewLowered: (posts.tell_lowering,),
    post.PostEdited: (posts.replace_version,),
    **reviewing.FACTS,
    post.PostSentBack: (posts.REVIEWS.end,),
    post.PostRejected: (posts.REVIEWS.end, posts.end_what_is_asked),
    post.PostApproved: (posts.REVIEWS.end, publication.watch),
    post.PostPlanned: (publication.watch, publication.tell_new_time),
    post.PostHeld: (),
    post.PostGivenBack: (publication.stop,),
    post.PostPublished: (publication.stop, crossings.log_post),
    post.ProductFound: (still_right.ask_of_found,),
    post.PostConfirmed: (still_right.end,),
    post.PostWithdrawn: (posts.end_everything,),
    product.ProductAdded: (searching.seek,),
    product.ProductEdited: (searching.seek, still_right.ask_again),
    product.ProductRanOut: (still_right.ask_again,),
    product.ProductWithdrawn: (still_right.ask_again,),
    product.ProductPutBack: (still_right.let_go,),
    product.ProductSheetTakenIn: (),
    debrief.DebriefAsked: (debriefs.ask_writer,),
    debrief.DebriefHandedOn: (debriefs.ask_another,),
    debrief.DebriefWritten: (debriefs.show,),
    debrief.DebriefSent: (debriefs.settle,),
    debrief.DebriefApproved: (debriefs.REVIEWS.end,),
    debrief.DebriefSentBack: (debriefs.REVIEWS.end, debriefs.wait_again),
    debrief.DebriefRejected: (debriefs.REVIEWS.end, debriefs.wait_again),
    debrief.ActionAdded: (following_up.ask,),
    debrief.ActionDone: (following_up.settle,),
    debrief.ActionHandedOn: (following_up.ask_another,),
    **drilling.FACTS,
    change.ChangeProposed: (),
    change.ChangeTaken: (changes.REVIEWS.end,),
    change.ChangeSentBack: (changes.REVIEWS.end,),
    change.ChangeRejected: (changes.REVIEWS.end,),
    change.ChangeWithdrawn: (changes.REVIEWS.end,),
    change.ChangeOvertaken: (changes.REVIEWS.end,),
    change.TakenPastReview: (changes.tell_past_review,),
    statement.StatementWritten: (),
    statement.StatementApproved: (
        statements.REVIEWS.end,
        statements.say,
        urging.begin,
        crossings.lead_to_statement,
        crossings.note_statement,
    ),
    statement.StatementSentBack: (statements.REVIEWS.end,),
    statement.StatementRejected: (statements.REVIEWS.end,),
    statement.StatementReplaced: (statements.REVIEWS.end, statements.say_no_more),
    statement.StatementWithdrawn: (
        statements.REVIEWS.end,
        statements.say_no_more,
        statements.take_down,
        crossings.lead_nowhere,
        crossings.note_silence,
    ),
    statement.StatementOver: (statements.REVIEWS.end, statements.say_no_more, crossings.lead_nowhere),
    statement.StatementWidened: (statements.ask_more, urging.begin),
    statement.StatementAnswered: (
        statements.show_answers,
        urging.settle_answer,
        crossings.log_statement,
        crossings.show_posted,
    ),
    oversight.RevisionKept: (),
    oversight.RulesTakenUp: (crossings.show_home, crossings.seek_products, *changes.OF_OTHER_RULES),
    oversight.RoleHoldersChanged: (moves.ask_others, moves.show_homes),
    oversight.GroupMembersChanged: (),
    oversight.PersonLeft: (leaving.hand_on,),
    oversight.PersonReturned: (),
    oversight.SignatureRefused: (),
    oversight.LevelFoundNobody: (),
    post.AlterationFound: (publication.warn_of_alteration,),
    private.TextsPurged: (),
    signed.PinSet: (),
    signed.AuthenticatorConfirmed: (),
    signed.SigningLocked: (signing.tell_administrators,),
    signed.CodesRemoved: (),
}

FACTS |= {
    fact: (*follows, telling.show_timeline) for fact, follows in FACTS.items() if issubclass(fact, crisis.CrisisEvent)
}
"""Each line of a timeline is shown where that timeline is pinned."""

ABOUT: dict[str, type[Audited]] = {fact.word(): get_type_hints(fact)["of"] for fact in FACTS}
"""Which class each fact is about, as the trail writes the fact."""

FIRED: dict[str, Callable[[Session, Fired, Company], None]] = {
    "crisis": levels.fire,
    **drilling.FIRED,
    "freeze": crossings.ask_publishers,
    STATEMENT: urging.fire,
}
"""By the kind of subject: what is said when a level of its policy is due, at whatever hour."""

REMINDED: dict[str, Callable[[Session, Fired, Company], Iterable[Ask]]] = {
    **registry.REMINDED,
    "action": following_up.remind,
    **drilling.REMINDED,
    DEBRIEF: debriefs.remind,
    GOVERNANCE: changes.REVIEWS.remind,
    "line": nagging.remind,
    POST: publication.call_publishers,
    REVIEW: posts.REVIEWS.remind,
    "slot": calendar.report_missed,
}
"""The same for what each reader is asked within working hours."""

ALERTED: dict[str, Callable[[Session, str, Sequence[Alert], datetime, Company], None]] = {"crisis": alerting.note}
"""By the kind of subject: what follows once alerts about it have left by other ways than Slack."""
