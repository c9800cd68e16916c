// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

namespace triptych {

// What goes with a prompt as JSON in a file of its own; keys keep the order that they have there. Errors are of wrong
// words: they name the file, the place and the mend.

/// A JSON Schema, bare or as `{"name": …, "schema": …}`; without a name the file gives one.
Result<ResponseSchema> responseSchemaFrom(const QByteArray &json, const QString &file);

/// An array of tools: name, description and parameters, bare or in the wrapping of a dialect (`function`,
/// `input_schema`).
Result<std::vector<ToolSpec>> toolsFrom(const QByteArray &json, const QString &file);

} // namespace triptych
