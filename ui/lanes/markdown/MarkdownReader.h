// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"

#include <functional>

namespace triptych {

/// Reads Markdown into blocks by CommonMark with tables, task lists, strike-through and bare links; bold beside Han
/// punctuation is bold, formulas stay as written, HTML is text, images are words. Pure, for any thread; may stop early
/// when `isCancelled` says so.
MarkdownDocument readMarkdown(const QString &source, const std::function<bool()> &isCancelled = {});

/// The whole source as one code block, for models that answer with bare code.
MarkdownDocument readAsCode(const QString &source, const QString &language);

} // namespace triptych
