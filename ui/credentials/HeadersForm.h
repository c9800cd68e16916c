// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"
#include "core/settings/ProviderDraft.h"

#include <QWidget>
#include <functional>

class QPushButton;
class QVBoxLayout;

namespace triptych {

class HeaderRow;
class Theme;
class ThemedLabel;

/// The extra headers of a provider, a row each.
class HeadersForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadersForm)

public:
    /// Whether the vault has a secret of that name for this provider, as far as is known.
    using IsStored = std::function<bool(const QString &secret)>;

    HeadersForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const std::vector<HeaderDraft> &headers, const IsStored &isStored);
    std::vector<HeaderDraft> headers() const; ///< Without rows in which nothing stands.
    QString headerWithoutSecret() const; ///< The first one whose value is still to be typed; empty: none.
    std::vector<std::pair<HeaderDraft, Secret>> secrets() const; ///< Those that were typed.

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    HeaderRow *add(const HeaderDraft &header, bool isStored);
    void retranslate();

    const Theme &m_theme;
    ThemedLabel *m_intro;
    QVBoxLayout *m_list;
    std::vector<HeaderRow *> m_rows;
    QPushButton *m_add;
};

} // namespace triptych
