// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/EngineState.h"
#include "core/local/ProgramFinder.h"

namespace triptych {

/// Follows what becomes of llama-server before anybody asks for a model, so that a build shows from the first second.
/// Only looks at files: once a second while a build is under way, now and then while there is none, not at all once it
/// is found.
class EngineWatch final
{
public:
    using Changed = std::function<void(const EngineState &)>;

    EngineWatch(Clock &clock, Changed changed);
    Q_DISABLE_COPY_MOVE(EngineWatch)

    void begin(const LocalServerOptions &options); ///< Or begin anew. Tells where it stands.
    void setOptions(const LocalServerOptions &options); ///< Nothing before begin().
    void learn(const Result<ServerProgram> &found); ///< What a search came to, which says more than the files.

private:
    void look();
    EngineState present() const;
    EngineState withoutProgram() const;

    Changed m_changed;
    std::unique_ptr<Timer> m_again;
    LocalServerOptions m_options;
    EngineState m_state;
    QString m_refusal; ///< Why the program that lies there was not taken.
    bool m_hasBegun = false;
};

} // namespace triptych
