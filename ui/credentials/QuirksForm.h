// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Quirk.h"

#include <QWidget>
#include <vector>

class QCheckBox;

namespace triptych {

class Theme;
class ThemedLabel;

/// In which ways a server departs from the protocol that it speaks: the closed list, with a sentence each.
class QuirksForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuirksForm)

public:
    explicit QuirksForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const Quirks &quirks);
    Quirks quirks() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ThemedLabel *m_intro;
    std::vector<std::pair<Quirk, QCheckBox *>> m_boxes;
};

} // namespace triptych
