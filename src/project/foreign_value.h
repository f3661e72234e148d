// What other programs' files say that means nothing here.
#pragma once

#include <string>

namespace truat::project {

/// A value of another program's file, kept as it stands for that program.
struct ForeignValue {
  std::string name;
  std::string value;
  bool operator==(const ForeignValue&) const = default;
};

} // namespace truat::project
