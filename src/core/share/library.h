// Question sets, playbooks and plan templates: taken from a library into a plan, and out of a plan
// as a library for others. Their records keep their ids, so that what two people took from the same
// library is one record when their plans are merged.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::share {

/// The record and all it consists of: a set with its questions, a playbook with its plays, a
/// template with its items and with the sets and playbooks they name. Each once.
std::vector<model::RecordKey> with_parts(const model::Plan& library, model::RecordKey record);

/// All templates, question sets and playbooks of a plan with their parts.
std::vector<model::RecordKey> shared_parts_of(const model::Plan& plan);

/// Adds those of the library's records that are not in the plan; removed ones come back as they
/// were, erased ones stay away.
void add_from_library(model::Edit& edit, const model::Plan& plan, const model::Plan& library,
                      std::span<const model::RecordKey> records);

/// Plans the plays of a playbook as actions of an account, the first ones due from `today` on.
/// `library` is where the playbook is; the plan gets it too.
void start_playbook(model::Edit& edit, const model::Plan& plan, const model::Plan& library,
                    model::Id playbook, model::Id account, model::Date today,
                    const std::function<model::Id()>& new_id);

/// Lets an account be planned by a template, which the plan gets with all it names.
void choose_template(model::Edit& edit, const model::Plan& plan, const model::Plan& library,
                     model::Id plan_template, model::Id account);

/// A plan with these records and nothing else, to be passed on. `plan_id` as made by make_plan_id.
model::Plan library_of(const model::Plan& plan, std::span<const model::RecordKey> records,
                       std::string plan_id);

}  // namespace keyplan::share
