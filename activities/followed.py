"""What the trail follows of plans: whatever says something of one person, or holds words that could."""

from activities import models as kept
from teams.following import follow

OF_A_PLACE = "what a place is like, not who goes there"
OF_EVERYBODY = "what is offered to everybody"
OF_A_TEAM = "a team's own, of nobody supported"
NOBODYS = "nobody's: the trail would say whose it was"
OF_A_PLAN = "numbers, sums and days of a plan, of nobody"
NOTHING_PERSONAL = {
    kept.Room: OF_A_PLACE,
    kept.VenueFact: OF_A_PLACE,
    kept.HazardLibrary: OF_EVERYBODY,
    kept.LibraryHazard: OF_EVERYBODY,
    kept.MileageRate: OF_EVERYBODY,
    kept.Noticeboard: OF_EVERYBODY,
    kept.RegularActivity: OF_EVERYBODY,
    kept.RegularDay: OF_EVERYBODY,
    kept.Budget: OF_A_TEAM,
    kept.Topic: OF_A_TEAM,
    kept.Reminder: OF_A_TEAM,
    kept.Feedback: NOBODYS,
    kept.Voice: NOBODYS,
    kept.EstimateLine: OF_A_PLAN,
    kept.WhoElse: OF_A_PLAN,
    kept.RiskAssessment: OF_A_PLAN,
    kept.Hazard: "what could happen at a plan, to nobody by name: what changes it is signed again",
}
THEIRS = {"person": "beneficiary_id"}


def follow_all():
    follow(kept.Activity, "a plan")
    follow(kept.Asking, "how they were asked to come", person="participation.beneficiary_id")
    follow(kept.Booking, "a booking")
    follow(kept.CashRequest, "cash for a plan")
    follow(kept.Conversation, "a conversation about a plan", **THEIRS)
    follow(kept.DayPack, "the day pack of a plan")
    follow(kept.IndividualRisk, "that a risk was talked about", **THEIRS)
    follow(kept.InvitationCard, "the words on an invitation")
    follow(kept.LedgerEntry, "an entry about cash", without={"receipt"})
    follow(kept.Lesson, "something that was learned", **THEIRS)
    follow(kept.LoneWorking, "who works alone with whom", person="with_whom_id")
    follow(kept.Message, "a message to colleagues", without={"sent_at"})
    follow(kept.MileageClaim, "miles that a colleague drove")
    follow(kept.OtherGuest, "somebody else who was asked along")
    follow(kept.Participation, "their place on a plan", **THEIRS)
    follow(kept.Payment, "something that was paid to them", **THEIRS)
    follow(kept.PlanChange, "what changed about a plan")
    follow(kept.Reflection, "something that was told", **THEIRS)
    follow(kept.Review, "a navigator’s answer to a plan", **THEIRS)
    follow(kept.Signature, "a signature under a risk assessment")
    # Whether somebody answered, and with which link, is between them and nobody.
    follow(
        kept.TopicAsked,
        "a question that they were asked",
        **THEIRS,
        without={"has_answered", "link_hash", "link_until"},
    )
    follow(kept.Upload, "a file", without={"file"})
    follow(kept.Venue, "a place, and whom to ring there", in_full={"name"})
    follow(kept.WriteUp, "what was written up of a plan")
