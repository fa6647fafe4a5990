#include "core/share/hand_over_page.h"

#include <initializer_list>
#include <span>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::share {

using namespace model;

namespace {

// Nothing is loaded and nothing runs, whatever a browser or an add-on makes of the rest.
constexpr std::string_view head =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
constexpr std::string_view style =
    "<style>\n"
    "@page { size: A4; margin: 16mm; }\n"
    "body { font: 14px/1.45 system-ui, sans-serif; color: #182230; background: #fff; "
    "max-width: 60em; margin: 2em auto; padding: 0 1em; }\n"
    "h1 { font-size: 22px; margin: 0 0 4px; }\n"
    "h2 { font-size: 16px; margin: 24px 0 6px; break-after: avoid; }\n"
    "p { margin: 4px 0; }\n"
    ".muted { color: #667085; }\n"
    ".wide { overflow-x: auto; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "caption { text-align: left; position: absolute; clip-path: inset(50%); }\n"
    "th, td { text-align: left; vertical-align: top; padding: 4px 8px 4px 0; "
    "border-bottom: 1px solid #e2e5ea; overflow-wrap: break-word; unicode-bidi: isolate; "
    "white-space: pre-line; }\n"
    "thead { display: table-header-group; }\n"
    "tr { break-inside: avoid; }\n"
    "@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } "
    ".wide { overflow: visible; } }\n"
    "</style>\n";

class Page {
 public:
  Page(const Plan& plan, const HandOverPack& pack) : plan_(plan), pack_(pack) {}

  std::string run() {
    const std::string title = "Hand-over of " + name({Kind::team_member, pack_.member});
    out_ = head;
    out_ += "<title>" + html_escaped(title) + "</title>\n";
    out_ += style;
    out_ += "</head>\n<body>\n<h1>" + html_escaped(title) + "</h1>\n";
    paragraph(date_text(pack_.today) +
              (plan_.settings().name.empty() ? "" : ", " + plan_.settings().name));
    if (const std::string successor = named(Ref<TeamMember>{pack_.successor}); !successor.empty())
      paragraph("Goes to " + successor + " where nothing else is said.");
    paragraph("Internal. It says what we think of people: do not pass it on outside.");
    accounts();
    calls();
    people();
    actions();
    meetings();
    deals();
    others();
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  using Row = std::vector<std::string>;

  std::string name(RecordKey key) const {
    const RecordBase* record = plan_.find(key);
    const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
    return title.empty() ? "(no name)" : title;
  }
  /// "" for none.
  template <class T>
  std::string named(Ref<T> ref) const {
    return plan_.find(ref) == nullptr ? std::string() : name({kind_of<T>, ref.id});
  }
  std::string account_head() const {
    std::string word = pack_.account_word;
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 32);
    return word;
  }

  void paragraph(const std::string& text) {
    out_ += "<p class=\"muted\">" + html_escaped(text) + "</p>\n";
  }
  void table(std::string heading, std::initializer_list<std::string> columns,
             const std::vector<Row>& rows, std::string_view empty) {
    if (!heading.empty() && heading[0] >= 'a' && heading[0] <= 'z')
      heading[0] = static_cast<char>(heading[0] - 32);
    const std::string told = html_escaped(heading);
    out_ += "<h2>" + told + "</h2>\n";
    if (rows.empty()) {
      paragraph(std::string(empty));
      return;
    }
    out_ += "<div class=\"wide\"><table>\n<caption>" + told + "</caption>\n<thead><tr>";
    for (const std::string& column : columns)
      out_ += "<th scope=\"col\">" + html_escaped(column) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Row& row : rows) {
      out_ += "<tr>";
      for (const std::string& cell : row)
        out_ += "<td dir=\"auto\">" + html_escaped(cell) + "</td>";
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void accounts() {
    std::vector<Row> rows;
    for (const HandOverPack::AccountLine& line : pack_.accounts) {
      std::string can;
      if (line.owned) {
        can = line.against.empty() ? "Yes." : "Not without risk.";
        for (const std::string& sentence : line.against) can += "\nAgainst: " + sentence;
        for (const std::string& sentence : line.for_it) can += "\nFor: " + sentence;
      } else {
        can = "Owned by somebody else.";
      }
      rows.push_back({name({Kind::account, line.account}), line.last_year, line.forecast, line.end,
                      named(Ref<TeamMember>{line.successor}), can});
    }
    table(pack_.accounts_word,
          {account_head(), pack_.revenue_head, "Forecast", "Ends or renews", "Goes to",
           "Can it change hands?"},
          rows, "None.");
  }

  void calls() {
    std::vector<Row> rows;
    for (const HandOverPack::CallLine& line : pack_.calls) {
      std::string caller = named(Ref<TeamMember>{line.caller});
      rows.push_back({name({Kind::person, line.person}), named(Ref<Account>{line.account}),
                      caller.empty() ? "nobody yet" : std::move(caller), date_text(line.until),
                      line.why});
    }
    table("Calls to make", {"Whom", account_head(), "By whom", "Until", "Why"}, rows, "None.");
  }

  void people() {
    std::vector<Row> rows;
    for (const Id id : pack_.people) {
      const Record<Person>* person = plan_.find<Person>(id);
      if (person == nullptr) continue;
      const Person& data = person->data;
      rows.push_back({name({Kind::person, id}), named(data.account), data.job_title,
                      std::string(choice_label(data.role)),
                      std::string(choice_label(data.attitude)), data.approach,
                      data.last_contact ? date_text(data.last_contact) : "never"});
    }
    table("People",
          {"Name", account_head(), "Job title", "Role", "Attitude", "Approach", "Last contact"},
          rows, "Nobody is in their care.");
  }

  void actions() {
    std::vector<std::pair<Date, Row>> dated;
    each<Action>([&](const Action& action) {
      dated.push_back(
          {action.due,
           {action.title, named(action.account), action.due ? date_text(action.due) : "no date",
            named(action.person), std::string(choice_label(action.status)), action.notes}});
    });
    table("Open actions", {"What", account_head(), "Due", "With", "Status", "Notes"},
          by_date(std::move(dated)), "None.");
  }

  void meetings() {
    std::vector<std::pair<Date, Row>> dated;
    each<Visit>([&](const Visit& visit) {
      dated.push_back({visit.date,
                       {"Visit", visit.purpose, named(visit.account), date_text(visit.date),
                        visit.place, named(visit.host)}});
    });
    each<Review>([&](const Review& review) {
      dated.push_back({review.date,
                       {"Review", review.title, named(review.account), date_text(review.date), "",
                        review.agenda}});
    });
    table("Next visits and reviews",
          {"Kind", "What", account_head(), "Date", "Place", "Host or agenda"},
          by_date(std::move(dated)), "None.");
  }

  void deals() {
    std::vector<Row> rows;
    for (const Id id : pack_.deals) {
      const Record<Opportunity>* deal = plan_.find<Opportunity>(id);
      if (deal == nullptr) continue;
      const Opportunity& data = deal->data;
      rows.push_back({name({Kind::opportunity, id}), named(data.account),
                      std::string(choice_label(data.progress.stage)),
                      money_text(data.amount, MoneyStyle::plain),
                      data.close ? date_text(data.close) : "", data.next_step});
    }
    table("Open " + pack_.deals_word,
          {"Name", account_head(), "Stage", "Amount", "Close date", "Next step"}, rows, "None.");
  }

  void others() {
    std::vector<Row> rows;
    for (const RecordKey& key : pack_.records) {
      if (key.kind == Kind::action || key.kind == Kind::visit || key.kind == Kind::review) continue;
      const RecordBase* record = plan_.find(key);
      if (record == nullptr) continue;
      const auto* role = key.kind == Kind::assignment ? plan_.find<Assignment>(key.id) : nullptr;
      rows.push_back({std::string(info(key.kind).label),
                      role == nullptr ? name(key) : std::string(choice_label(role->data.role)),
                      named(Ref<Account>{account_of(key.kind, *record)})});
    }
    if (!rows.empty()) table("What else moves", {"Kind", "What", account_head()}, rows, "None.");
  }

  template <class T, class Do>
  void each(Do take) const {
    for (const RecordKey& key : pack_.records) {
      if (key.kind != kind_of<T>) continue;
      if (const Record<T>* record = plan_.find<T>(key.id)) take(record->data);
    }
  }
  static std::vector<Row> by_date(std::vector<std::pair<Date, Row>> dated) {
    keyplan::sort(dated, {}, &std::pair<Date, Row>::first);
    std::vector<Row> rows;
    for (auto& [date, row] : dated) rows.push_back(std::move(row));
    return rows;
  }

  const Plan& plan_;
  const HandOverPack& pack_;
  std::string out_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 0x20 && byte != 0x7f) || c == '\n' || c == '\t') out += c;
      }
    }
  }
  return out;
}

std::string hand_over_page(const Plan& plan, const HandOverPack& pack) {
  return Page(plan, pack).run();
}

}  // namespace keyplan::share
