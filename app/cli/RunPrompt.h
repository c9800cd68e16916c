// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/Terminal.h"
#include "core/chat/ChatRequest.h"

class QCommandLineParser;

namespace triptych {

/// What there is to send, from whichever place it came.
struct RunPrompt
{
    std::vector<ChatTurn> turns = {};
    QString text = {}; ///< As the history shows it.
    QString name = {};
    QStringList lanes = {};
    LaneSettings settings = {};
    std::vector<ToolSpec> tools = {};
    ResponseSchema schema = {};
};

void declarePromptWords(QCommandLineParser &words);

/// Reads the prompt that the words name: a file or standard input (`source` is "-"), with variables, a task,
/// attachments, tools and a schema. `attachmentStore` is Paths::attachmentStore().
Result<RunPrompt> readRunPrompt(const QCommandLineParser &words, const QString &source, Terminal &terminal,
                                const QString &attachmentStore);

/// The words are wrong: InvalidInput with the cause "words".
Error wrongWords(const QString &message);

} // namespace triptych
