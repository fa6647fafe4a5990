#pragma once

namespace keyplan::bench {

/// Cells (account x trial) of a simulation of the plan year.
void simulation();

}  // namespace keyplan::bench
