// Whatever is done through the interface can be taken back in one step: the file is then the same
// byte for byte. Doing it again brings the same bytes as doing it did.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "full_account.h"

namespace keyplan {
namespace {

using platform::Driver;
using test::Page;
using ui::Role;

struct OneEdit {
  const char* name;   // of the test
  const char* place;  // a tab of the account, or "page" or "page/part"
  void (*act)(Driver& drive);
  void (*prepare)(Driver& drive) = nullptr;  // on the way there
};

void PrintTo(const OneEdit& edit, std::ostream* out) { *out << edit.name; }

void select(Driver& drive, std::string_view row) {
  drive.focus(Role::row, row);
  drive.press("Space");
}

void drag(Driver& drive, std::string_view from, std::string_view to) {
  const ui::DeviceRect a = drive.find(Role::button, from).rect;
  const ui::DeviceRect b = drive.find(Role::button, to).rect;
  drive.mouse_drag(a.x + a.width / 2, a.y + a.height / 2, b.x + b.width / 2, b.y + b.height / 2);
}

void on_bar(Driver& drive, std::string_view bar, std::string_view chord) {
  drive.focus(Role::button, bar);
  drive.press(chord);
}

void from_menu(Driver& drive, std::string_view menu, std::string_view entry) {
  drive.click(Role::button, menu);
  drive.click(Role::menuitem, entry);
}

void view(Driver& drive, std::string_view name) { drive.click(Role::radio, name); }

void choose_template(Driver& drive, std::string_view name) {
  const auto offered = drive.all(Role::button, name);
  ASSERT_FALSE(offered.empty()) << name;
  drive.act(*offered[0], ui::ActionKind::press);
}

const OneEdit edits[] = {
    // The account
    {"FactOfTheAccount", "Overview", [](Driver& d) { d.fill("Background", "Third owner"); }},
    {"DateOfTheAccount", "Overview", [](Driver& d) { d.fill("Customer since", "2019-04-01"); }},
    {"ChoiceOfTheAccount", "Overview", [](Driver& d) { d.choose("At risk", "Critical"); }},
    {"OwnerOfTheAccount", "Overview", [](Driver& d) { d.choose("Owner", "Bo Lind"); }},
    {"TemplateOfTheLibrary", "Overview",
     [](Driver& d) { choose_template(d, "Mid-size or portfolio account"); },
     [](Driver& d) {
       // Those of the library are offered where the plan has none of its own.
       d.click(Role::link, "Templates");
       select(d, "Our largest");
       d.click("Remove 1");
       d.click(Role::link, "Accounts");
       d.click(Role::link, "Cancity");
     }},
    {"TemplateOfThePlan", "Overview", [](Driver& d) { choose_template(d, "Our largest"); }},
    {"TemplateInTheFacts", "Overview", [](Driver& d) { d.choose("Plan template", "Our largest"); }},
    {"AccountRemoved", "Overview",
     [](Driver& d) {
       d.click("Remove account");
       d.click("Remove");
     }},

    // Understand
    {"AnswerWithItsQuestions", "Understand",
     [](Driver& d) {
       d.fill("Answer to: What are your objectives for this year?", "Fewer stops");
     }},
    {"InsightAdded", "Understand", [](Driver& d) { d.fill("Add insight", "No budget"); }},
    {"InsightOnTheMap", "Understand", [](Driver& d) { d.fill("Add to the map", "No budget"); }},
    {"InsightsConnected", "Understand",
     [](Driver& d) {
       d.focus(Role::button, "Uptime of 98 %");
       d.press("C");
       d.press("Left");
       d.press("Enter");
     }},
    {"InsightLinkRemoved", "Understand",
     [](Driver& d) {
       d.click(Role::button, "Energy prices leads to Uptime of 98 %");
       d.click("Remove");
     }},
    {"InsightRemovedWithItsLinks", "Understand",
     [](Driver& d) {
       d.click("Open Energy prices");
       d.click("Remove");
     }},
    {"UnseenAdded", "Understand", [](Driver& d) { d.fill("Add to the register", "Waste"); }},
    {"UnseenTold", "Understand", [](Driver& d) { d.click("Told today: Spare parts run out"); }},
    {"UnseenBecomesAGoal", "Understand",
     [](Driver& d) { from_menu(d, "Follow up Spare parts run out", "Goal"); }},
    {"ResearchChanged", "Understand",
     [](Driver& d) { d.choose("Topic of New capital", "Capital"); }},
    {"InterviewChanged", "Understand", [](Driver& d) { d.choose("By of Plant talk", "Bo Lind"); }},
    {"FootholdPriced", "Understand",
     [](Driver& d) { d.fill("Spend a year of Maintenance in Delft", "250 000"); }},

    // Goals
    {"GoalAdded", "Goals", [](Driver& d) { d.fill("Add goal", "Two plants"); }},
    {"GoalStatus", "Goals", [](Driver& d) { d.choose("Status of Fewer stops", "Achieved"); }},
    {"GoalMoved", "Goals",
     [](Driver& d) {
       select(d, "Revenue of 6 million");
       d.click("Move up");
     }},
    {"GoalRemovedWithWhatHangsOnIt", "Goals",
     [](Driver& d) {
       select(d, "Fewer stops");
       d.click("Remove 1");
     }},
    {"GoalServesTheCompany", "Goals",
     [](Driver& d) { d.choose("Goal that serves 8 million in all", "Fewer stops"); }},
    {"OfferingAnswersTheirs", "Goals",
     [](Driver& d) { d.choose("What of ours answers it of Uptime of 98 %", "Service"); }},
    {"GoalHelpsTheirs", "Goals",
     [](Driver& d) { d.choose("Goal of ours that helps with Uptime of 98 %", "Fewer stops"); }},
    {"XMatrixGoals", "Goals",
     [](Driver& d) { d.click(Role::gridcell, "P1 Fewer stops, A1 Revenue of 6 million: none"); }},
    {"XMatrixRole", "Goals",
     [](Driver& d) { d.click(Role::gridcell, "P1 Fewer stops, W1 Ana Keller: none"); }},
    {"BowlerMonthChanged", "Goals",
     [](Driver& d) { d.fill("Actual of Minutes of stops in Jan, met", "600"); }},
    {"BowlerMonthEmptied", "Goals",
     [](Driver& d) { d.fill("Actual of Minutes of stops in Jan, met", ""); }},
    {"BowlerMonthAdded", "Goals",
     [](Driver& d) { d.fill("Plan of Minutes of stops in Feb", "520"); }},
    {"RoadMapBar", "Goals", [](Driver& d) { on_bar(d, "Fewer stops", "Right"); }},
    {"RoleSaid", "Goals", [](Driver& d) { d.fill("Add role", "I call every week."); }},
    {"AlignmentAdded", "Goals", [](Driver& d) { d.fill("Add alignment", "Stops are uptime"); }},

    // Analysis
    {"SwotAdded", "Analysis", [](Driver& d) { d.fill("Add threat", "A rival"); }},
    {"SwotMoved", "Analysis", [](Driver& d) { from_menu(d, "More for Fast on site", "Move up"); }},
    {"SwotRemoved", "Analysis", [](Driver& d) { from_menu(d, "More for Fast on site", "Remove"); }},
    {"SwotBecomesAnOpportunity", "Analysis",
     [](Driver& d) { from_menu(d, "Turn Fast on site into", "Opportunity"); }},
    {"SwotBecomesAnAction", "Analysis",
     [](Driver& d) { from_menu(d, "Turn Fast on site into", "Action"); }},
    {"FishboneCause", "Analysis",
     [](Driver& d) {
       d.click(Role::button, "People");
       d.fill("Add cause to people", "Nobody is trained");
     }},
    {"WhyAsked", "Analysis", [](Driver& d) { d.fill("Why?", "Its lens is dirty"); }},
    {"RootCause", "Analysis", [](Driver& d) { d.click("Root cause: The gap is seen late"); }},
    {"RiskInTheMatrix", "Analysis", [](Driver& d) { on_bar(d, "R1 Price war", "Ctrl+Up"); }},
    {"RiskBecomesAnAction", "Analysis", [](Driver& d) { d.click("Turn into action: Price war"); }},

    // Value
    {"ValueCosted", "Value", [](Driver& d) { d.fill("Cost of one of Lines stop", "50"); }},
    {"PromiseChecked", "Value", [](Driver& d) { d.click("Checked today: On site in four hours"); }},
    {"PromiseInPart", "Value", [](Driver& d) { view(d, "In part"); }},
    {"BarrierChangesSides", "Value",
     [](Driver& d) { d.choose("Good for of Trained people", "Only for us"); }},

    // Growth
    {"WhitespaceCellBegun", "Growth", [](Driver& d) { d.fill("Potential", "150000"); },
     [](Driver& d) { d.click(Role::gridcell, "Cancity, Service: free"); }},
    {"WhitespaceCellFilled", "Growth", [](Driver& d) { d.fill("Adoption", "40"); },
     [](Driver& d) {
       d.click(Role::gridcell, "Cancity, Service: free");
       d.fill("Potential", "150000");
     }},
    {"WhitespaceCellBecomesAnOpportunity", "Growth",
     [](Driver& d) {
       d.click("Make opportunity");
       d.click("Done");
     },
     [](Driver& d) { d.click(Role::gridcell, "Cancity, Service: free"); }},

    // Actions
    {"StandardWorkDoneInTheList", "Actions",
     [](Driver& d) { d.choose("Status of Weekly call", "Done"); }},
    {"StandardWorkDoneInItsFields", "Actions",
     [](Driver& d) {
       d.click("Open Weekly call");
       d.choose("Status", "Done");
       d.click("Done");
     }},
    {"ActionsRemoved", "Actions",
     [](Driver& d) {
       d.focus(Role::row, "Weekly call");
       d.press("Ctrl+A");
       d.click("Remove 4");
     }},
    {"CardWithinItsColumn", "Actions", [](Driver& d) { on_bar(d, "Write offer", "Ctrl+Up"); },
     [](Driver& d) { view(d, "Board"); }},
    {"CardToAnotherColumn", "Actions", [](Driver& d) { on_bar(d, "Write offer", "Ctrl+Right"); },
     [](Driver& d) { view(d, "Board"); }},
    {"CardDraggedOntoAnother", "Actions",
     [](Driver& d) { drag(d, "Find a champion", "Weekly call"); },
     [](Driver& d) { view(d, "Board"); }},
    {"CardAdded", "Actions",
     [](Driver& d) { d.fill("Add action to In progress", "Draft the letter"); },
     [](Driver& d) { view(d, "Board"); }},
    {"GanttBarMoved", "Actions", [](Driver& d) { on_bar(d, "Write offer", "Shift+Right"); },
     [](Driver& d) { view(d, "Gantt"); }},
    {"GanttBarLonger", "Actions", [](Driver& d) { on_bar(d, "Write offer", "Ctrl+Right"); },
     [](Driver& d) { view(d, "Gantt"); }},
    {"GanttBarDragged", "Actions",
     [](Driver& d) {
       const ui::DeviceRect bar = d.find(Role::button, "Write offer").rect;
       const float x = bar.x + bar.width / 2;
       const float y = bar.y + bar.height / 2;
       d.mouse_drag(x, y, x + 60, y);
     },
     [](Driver& d) { view(d, "Gantt"); }},
    {"UndatedActionPlanned", "Actions", [](Driver& d) { d.click("Plan it: Find a champion"); },
     [](Driver& d) { view(d, "Gantt"); }},
    {"PlaybookStarted", "Actions",
     [](Driver& d) { d.choose("Start a playbook", "Against churn: Act on CSAT and NPS"); }},

    // People
    {"PersonAdded", "People", [](Driver& d) { d.fill("Add person", "K. Weber"); }},
    {"PersonChanged", "People", [](Driver& d) { d.choose("Attitude", "In favour"); },
     [](Driver& d) { d.click("L. Brandt"); }},
    {"PersonRehungByDragging", "People", [](Driver& d) { drag(d, "K. Weiss", "L. Brandt"); }},
    {"PersonRehungByTheKeyboard", "People",
     [](Driver& d) {
       d.focus(Role::button, "L. Brandt");
       d.press("M");
       d.press("Delete");
     }},
    {"PeopleConnected", "People",
     [](Driver& d) {
       d.focus(Role::button, "L. Brandt");
       d.press("C");
       d.press("Up");
       d.press("Enter");
     }},
    {"ContactLogged", "People", [](Driver& d) { d.fill("Log a contact", "Wants less"); },
     [](Driver& d) { d.click("L. Brandt"); }},
    {"PersonHasLeft", "People",
     [](Driver& d) {
       d.click("L. Brandt has left");
       d.click("Note it");
     },
     [](Driver& d) { d.click("L. Brandt"); }},
    {"PersonRemoved", "People",
     [](Driver& d) {
       d.click("Open M. Okafor");
       d.click("Remove");
     },
     [](Driver& d) { d.click("M. Okafor"); }},
    {"SponsorsTalked", "People",
     [](Driver& d) { d.click("Talked today: Ana Keller and M. Okafor"); }},
    {"YearlyCallPlanned", "People",
     [](Driver& d) { d.click("Plan the yearly call: Ana Keller and M. Okafor"); }},
    {"EscalationStepMoved", "People", [](Driver& d) { d.click("Move up: Ticket for two days"); }},

    // Health
    {"LookedAtToday", "Health", [](Driver& d) { d.click("Looked at tickets today"); }},
    {"WeightOfHealth", "Health", [](Driver& d) { d.fill("Weight of satisfaction", "0"); }},
    {"ScoreChanged", "Health", [](Driver& d) { d.fill("Score of Good service", "4"); }},
    {"TicketClosed", "Health",
     [](Driver& d) { d.fill("Closed of Gap in the film", "2026-11-20"); }},
    {"ContractBarMoved", "Health", [](Driver& d) { on_bar(d, "Frame", "Right"); }},
    {"LossExplained", "Health", [](Driver& d) { d.choose("Reason of Line 3", "Price"); }},
    {"LossOfTheAccountNoted", "Health",
     [](Driver& d) {
       d.click("If we lose this account");
       d.click("Note the loss");
     }},

    // Reviews
    {"ReviewStarted", "Reviews", [](Driver& d) { d.click("Start review"); }},
    {"NotesBecomeAnAction", "Reviews", [](Driver& d) { d.click("Make action: Send the study"); }},
    {"VisitPlanned", "Reviews",
     [](Driver& d) { d.fill("Add visit in Q4 FY2026", "Walk the line"); },
     [](Driver& d) { view(d, "Engagement plan"); }},
    {"ChecklistTicked", "Reviews", [](Driver& d) { d.click(Role::checkbox, "Where does it wait"); },
     [](Driver& d) { view(d, "Engagement plan"); }},
    {"ChecklistMoved", "Reviews", [](Driver& d) { d.click("Move up: Who decides"); },
     [](Driver& d) { view(d, "Engagement plan"); }},
    {"CycleGoesOn", "Reviews", [](Driver& d) { d.click("On to do: Daily huddle"); },
     [](Driver& d) { view(d, "Plan, do, check, adjust"); }},
    {"CycleText", "Reviews",
     [](Driver& d) { d.fill("Planned of Daily huddle", "Ten minutes at the line"); },
     [](Driver& d) { view(d, "Plan, do, check, adjust"); }},

    // All accounts
    {"CompanyGoalAdded", "page:Goals", [](Driver& d) { d.fill("Add company goal", "Lead"); }},
    {"GoalOfARepresentative", "page:Goals",
     [](Driver& d) {
       d.click("Add a goal below Fewer stops");
       d.choose("Whose the new goal is", "Bo Lind");
       d.fill("Add goal below", "Ten visits");
     }},
    {"EndOfTheBookMoved", "page:Retention",
     [](Driver& d) { d.fill("End of Frame", "2027-11-15"); }},
    {"LossInTheBook", "page:Retention",
     [](Driver& d) { d.choose("Reason of Line 3", "Budget"); }},
    {"DealChanged", "page:Opportunities", [](Driver& d) { d.click("Add opportunity"); }},

    // Departures
    {"CallPlanned", "leave:", [](Driver& d) { d.choose("Caller of L. Brandt", "Bo Lind"); }},
    {"AllHandedOver", "leave:", [](Driver& d) { d.click("Hand over"); },
     [](Driver& d) { d.choose("Successor", "Bo Lind"); }},

    // Templates
    {"LibraryTakenOver", "templates:Plan templates", [](Driver& d) { d.click("Take them over"); }},
    {"TemplateRenamed", "templates:Plan templates",
     [](Driver& d) { d.fill("Name of Our largest", "Our two largest"); }},
    {"TemplateRemoved", "templates:Plan templates",
     [](Driver& d) {
       select(d, "Our largest");
       d.click("Remove 1");
     }},
    {"QuestionSetAdded", "templates:Question sets",
     [](Driver& d) { d.fill("Add question set", "Another set"); }},
    {"QuestionChanged", "templates:Question sets",
     [](Driver& d) { d.fill("Question of Who pays?", "Who decides?"); }},
    {"PlayMoved", "templates:Playbooks",
     [](Driver& d) {
       select(d, "Ask why");
       d.click("Move down");
     }},
    {"PlaybookAdded", "templates:Playbooks", [](Driver& d) { d.fill("Add playbook", "Keep"); }},
    {"CompetitorChanged", "templates:Competitors",
     [](Driver& d) { d.fill("Strengths of Rivalis", "Price"); }},
};

/// The account opened in a browser of its own. What a person does, and when, is the same each time.
struct Desk {
  explicit Desk(const OneEdit& edit) : does(edit) {
    test::open(page, plan.plan);
    page.drive.resize(1440, 3600);
    go_to(edit.place);
    if (edit.prepare != nullptr) edit.prepare(page.drive);
  }
  void go_to(std::string_view place) {
    const std::size_t colon = place.find(':');
    const std::string_view rest = colon == place.npos ? place : place.substr(colon + 1);
    if (place.starts_with("page:")) {
      page.go(rest);
    } else if (place.starts_with("templates:")) {
      page.go("Templates");
      page.drive.click(Role::tab, rest);
    } else if (place.starts_with("leave:")) {
      page.drive.press("Ctrl+K");
      page.drive.type("Somebody of ours leaves");
      page.drive.press("Enter");
      page.drive.choose("Who leaves", "Ana Keller");
    } else {
      page.go("Accounts");
      page.drive.click(Role::link, "Cancity");
      page.drive.click(Role::tab, rest);
    }
  }
  void act() {
    does.act(page.drive);
    page.drive.press("Escape");  // out of the field or dialog that follows
    page.drive.press("Escape");
  }

  const OneEdit& does;
  test::FullAccount plan;
  platform::MemoryStore store;
  Page page{store};
};

class EveryEdit : public ::testing::TestWithParam<OneEdit> {};

// What was given out as a file is undone by writing anew, so that colleagues hear of it. Here the
// file is written only once what was done has been taken back.
TEST_P(EveryEdit, T2_IsTakenBackAndDoneAgainByteForByte) {
  std::string edited;
  {
    Desk desk(GetParam());
    desk.act();
    edited = desk.page.export_plan();
    ASSERT_FALSE(edited.empty());
  }
  Desk desk(GetParam());
  const std::string before = desk.page.export_plan();
  ASSERT_FALSE(edited == before) << "nothing was changed";
  desk.act();
  desk.page.drive.press("Ctrl+Z");
  EXPECT_TRUE(desk.page.export_plan() == before) << "undo left traces";
  desk.page.drive.press("Ctrl+Shift+Z");
  EXPECT_TRUE(desk.page.export_plan() == edited) << "redo did something else";
}

INSTANTIATE_TEST_SUITE_P(Interface, EveryEdit, ::testing::ValuesIn(edits),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace keyplan
