// What XLSForm writes as `${name}`, in XForms' words: the question's path in expressions, `<output>` in
// texts.
#pragma once

#include "base/result.h"
#include "forms/form/definition.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace truat::exchange {

class XlsFormReferences {
public:
  explicit XlsFormReferences(forms::FormDefinition& form);
  /// The question at `place` gets `value` whenever the one that `by` names ("${a}") is answered.
  void add_trigger(const std::string& by, const std::string& place, const std::string& value);
  /// Errors: `xlsform.unknown_reference`, `xlsform.ambiguous_reference` with `{name}`; `where` is the place
  /// of the question that holds the reference.
  [[nodiscard]] Result<void> resolve();

private:
  struct Known {
    std::string path;
    forms::FormNode* node = nullptr;
    std::string repeat; ///< path of the innermost repeat around it
  };
  struct Trigger {
    std::string by, place, value;
  };
  void index(std::vector<forms::FormNode>& nodes, const std::string& path, const std::string& repeat);
  void resolve_nodes(std::vector<forms::FormNode>& nodes, const std::string& path);
  void resolve_triggers();
  void resolve_expression(std::string& text, const std::string& place);
  void resolve_text(std::string& text, const std::string& place);
  void resolve_texts(forms::LocalTexts& texts, const std::string& place);
  void resolve_itemset(forms::Itemset& itemset, const std::string& place);
  /// The path of a name; empty after an error.
  std::string path_of(std::string_view name, const std::string& place);
  const Known* known(std::string_view name, const std::string& place);
  void fail(std::string key, std::string_view name, const std::string& place);

  forms::FormDefinition& m_form;
  std::multimap<std::string, Known, std::less<>> m_known;
  std::map<std::string, Known> m_by_place;
  std::vector<Trigger> m_triggers;
  std::optional<Error> m_error;
};

} // namespace truat::exchange
