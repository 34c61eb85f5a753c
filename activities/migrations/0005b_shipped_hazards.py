"""Write the lists of hazards that an assessment can start from.

The words are this product's own, after the five steps of the Health and Safety Executive. They are to be looked at and
changed for each plan; admins change them for all. Likelihood and severity are suggestions of the same kind.
"""

from django.db import migrations

# Kind of activity: the training that it asks for, then its hazards, each as
# what could do harm, who might be harmed and how, what is usually done, and
# (how likely, how bad) with nothing done and with what is usually done.
LIBRARIES = {
    "Cooking": (
        ["food_hygiene", "first_aid"],
        [
            ("Hot pans, oven and steam", "Anyone who cooks may be burned or scalded.",
             "Show how to use the oven. Dry oven gloves to hand. Pan handles turned in. Never more people at the cooker than it has room for.", (4, 3), (2, 3)),
            ("Sharp knives", "Anyone who cuts may be cut. A knife may go missing.",
             "Count knives out and in. Put them away at once after use. Offer ready-cut food to those who would rather not use one.", (3, 4), (2, 3)),
            ("Food allergies", "Somebody with an allergy may become very ill.",
             "Ask everybody about allergies before shopping. Keep the packets. Keep foods apart, with clean boards and knives.", (3, 5), (1, 5)),
            ("Food that is old or not cooked through", "Anybody who eats may get food poisoning.",
             "Wash hands. Keep cold food in a fridge. Cook meat until it is steaming hot all through. Throw leftovers away the same day.", (3, 3), (1, 3)),
            ("Wet or greasy floor", "Anyone may slip and fall.",
             "Wipe up spills at once. Ask for flat shoes with a closed toe. Keep bags out of the way.", (3, 3), (2, 2)),
        ],
    ),
    "Crafts": (
        [],
        [
            ("Scissors, craft knives and needles", "Anybody who makes things may be cut.",
             "Count tools out and in. Cut on a mat. Choose round-ended scissors where they will do.", (3, 3), (2, 2)),
            ("Glue, paint and spray", "Skin, eyes or breathing may be hurt. Strong smells may upset people.",
             "Use water-based paint and glue. Open a window. Read the label. Have no solvents on the table.", (3, 3), (1, 2)),
            ("Hot glue guns and candles", "Fingers may be burned, or paper catch fire.",
             "Use low-heat glue guns at one table with somebody beside it. Use battery lights, not candles.", (3, 3), (2, 2)),
            ("Cables and crowded tables", "Anybody may trip or knock something over.",
             "Tape cables down. Leave room to walk and for wheelchairs. Keep bags under the tables.", (3, 2), (2, 2)),
        ],
    ),
    "Walking and outdoors": (
        ["first_aid"],
        [
            ("Uneven or slippery ground", "Anybody may trip, slip or twist an ankle.",
             "Walk the way first. Ask for good shoes. Choose a way with places to sit down and to turn back.", (4, 3), (2, 3)),
            ("Cold, rain, heat or sun", "People may get too cold, too hot or sunburned.",
             "Look at the forecast the day before. Take water, and sun cream or a spare coat. Have a dry place in mind.", (3, 3), (2, 2)),
            ("Roads and traffic", "Somebody may be hit by a car.",
             "Use paths with a pavement. Cross at crossings, together. Somebody walks in front, somebody behind.", (3, 5), (1, 5)),
            ("Canals, rivers and ponds", "Somebody may fall in.",
             "Keep to the side away from the water. Know where the lifebelts are. Turn back if somebody is unsteady.", (2, 5), (1, 5)),
            ("Getting separated or lost", "Somebody may be alone and frightened.",
             "Agree where to meet. Share a phone number. Count people at each stop. Go as fast as the slowest.", (3, 3), (2, 2)),
            ("Needles, broken glass and dogs", "Somebody may be pricked, cut or bitten.",
             "Look before you sit. Do not pick up needles. Gardening gloves on. Keep away from dogs off the lead.", (3, 4), (2, 3)),
        ],
    ),
    "Gym and sport": (
        [],
        [
            ("Doing too much at once", "Somebody may strain a muscle or feel faint.",
             "The trainer shows each machine. Start gently. Anyone can stop at any time. Ask people to check with their doctor if they are unsure.", (3, 4), (2, 3)),
            ("Machines and weights", "Fingers or feet may be trapped or hit.",
             "Only use machines that staff have shown you. Trainers on. Put weights back.", (3, 4), (2, 3)),
            ("Not enough food or water", "Somebody may feel ill or faint.",
             "Eat something small beforehand. Bring water. Know where the first-aider is.", (3, 2), (2, 2)),
            ("Changing rooms and mirrors", "Somebody may feel watched or unsafe.",
             "Come at a quiet time. Come dressed for it. Know which room is for everyone. Agree a word for leaving.", (3, 2), (2, 2)),
        ],
    ),
    "Travel by train": (
        [],
        [
            ("Worry about trains and crowds", "Somebody may panic, or get off and be alone.",
             "Travel outside the rush. Sit near the doors. Say each stop. Two staff go along. Somebody can go home early with company.", (4, 3), (2, 3)),
            ("Getting separated at a station", "Somebody may be left behind or lost.",
             "Agree where to meet at each station. Share a phone number. Count people on and off.", (3, 3), (2, 2)),
            ("Platform edge and gap", "Somebody may fall.",
             "Wait behind the yellow line, near the wall. Book help with a ramp the day before if anybody needs it.", (2, 5), (1, 5)),
            ("Delays and cancelled trains", "People may be late for medicine, hostel hours or appointments.",
             "Take a train with another one after it. Know who has to be back when. Carry the hostel's number.", (3, 3), (2, 2)),
            ("Alcohol and other passengers", "Somebody may be upset, or tempted to drink.",
             "Choose a quiet carriage. Avoid match days. Move carriage together if it feels wrong.", (3, 3), (2, 2)),
        ],
    ),
    "Museum or visit": (
        [],
        [
            ("Crowds and noise", "Somebody may feel trapped or upset.",
             "Come at a quiet time. Find the quiet room first. Agree a word for leaving.", (3, 2), (2, 2)),
            ("Getting separated", "Somebody may be lost and alone.",
             "Agree where and when to meet. Share a phone number. Go round in pairs.", (3, 2), (2, 2)),
            ("Stairs and long distances", "Somebody may fall, or be too tired to go on.",
             "Ask about lifts and seats beforehand. Borrow a wheelchair. Plan a break.", (3, 3), (2, 2)),
            ("What is on show", "Pictures or stories may bring back hard memories.",
             "Look at what is on show first. Tell people what is there. Nobody has to go in.", (3, 3), (2, 2)),
            ("A bar or shop that sells alcohol", "Somebody may be tempted to drink.",
             "Eat in another place. Walk a way that does not pass it.", (3, 4), (2, 3)),
        ],
    ),
    "Public event or stall": (
        ["first_aid"],
        [
            ("Strangers and being seen", "Somebody may be recognised, or meet a person whom they avoid.",
             "Ask people how they want to be seen. No photos without a yes. Have a place behind the stall.", (3, 3), (2, 3)),
            ("Arguments", "Anybody may be hurt or upset.",
             "Two staff at the stall. Stay calm and step back. Know who looks after safety at the event.", (3, 4), (2, 3)),
            ("Lifting boxes and tables", "Backs and fingers may be hurt.",
             "Lift with two. Use a trolley. Make boxes small.", (3, 3), (2, 2)),
            ("Alcohol and drugs near by", "Somebody may be tempted, or relapse.",
             "Ask for a stall away from the bar. Have a buddy each. Agree a word for leaving.", (4, 4), (2, 4)),
            ("Cash on the stall", "It may be stolen, or lead to an argument.",
             "Take as little as you can. Two people count it. Keep it out of sight.", (2, 3), (1, 2)),
        ],
    ),
    "One-to-one in the community": (
        ["lone_working"],
        [
            ("Being alone with one person", "You or they may feel unsafe, or be accused of something.",
             "Meet in a public place. Sit where others can see you. Tell your buddy where you are. Leave if it feels wrong.", (3, 4), (2, 3)),
            ("Somebody is unwell, drunk or high", "They or you may be hurt, or very upset.",
             "Look how they are first. Put it off kindly. Ring their navigator. Ring 999 where somebody is in danger.", (3, 4), (2, 3)),
            ("Hearing something that worries you", "Somebody may be in danger. You may carry it home.",
             "Say that you cannot keep it secret. Speak to the lead navigator the same day. Talk it over with somebody.", (3, 4), (2, 3)),
            ("Meeting people whom they avoid", "They or you may be threatened.",
             "Ask where they would rather not go. Choose another place or time. Leave together.", (2, 4), (1, 4)),
        ],
    ),
    "Lone working": (
        ["lone_working"],
        [
            ("Nobody knows that something is wrong", "Help may come too late for you.",
             "Name a buddy. Check in when you arrive and when it is over. Your buddy knows whom to ring.", (3, 5), (1, 4)),
            ("No phone signal, or an empty battery", "You cannot call for help.",
             "Charge the phone. Check the signal at the place. Agree what happens if no message comes.", (3, 4), (2, 3)),
            ("Going there and back alone", "You may be followed, robbed or hurt.",
             "Go in daylight. Keep to busy streets. Carry little. Leave if it does not feel right.", (2, 4), (1, 4)),
            ("Falling ill or having an accident", "You may be hurt with nobody there.",
             "Carry your medicine. Tell your buddy. Do nothing alone that needs two.", (2, 4), (1, 4)),
        ],
    ),
}


def write_lists(apps, schema_editor):
    library_model = apps.get_model("activities", "HazardLibrary")
    hazard_model = apps.get_model("activities", "LibraryHazard")
    for place, (kind, (asks_for, hazards)) in enumerate(LIBRARIES.items(), start=1):
        library = library_model.objects.create(kind=kind, asks_for=asks_for, position=place * 10)
        hazard_model.objects.bulk_create(
            hazard_model(
                library=library, hazard=hazard, harmed=harmed, already=already, position=number * 10,
                likelihood=before[0], severity=before[1], likelihood_after=after[0], severity_after=after[1],
            )
            for number, (hazard, harmed, already, before, after) in enumerate(hazards, start=1)
        )


def take_lists_away(apps, schema_editor):
    """Those that no assessment was started from: what people made stays as it is."""
    libraries = apps.get_model("activities", "HazardLibrary").objects
    used = apps.get_model("activities", "RiskAssessment").libraries.through.objects.values("hazardlibrary")
    libraries.filter(kind__in=LIBRARIES).exclude(pk__in=used).delete()


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_risk")]
    operations = [migrations.RunPython(write_lists, take_lists_away)]
