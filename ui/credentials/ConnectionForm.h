// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace triptych {

class Theme;
class ThemedLabel;

/// How a provider is reached: whose certificates are trusted beside the system's, and whether a proxy stands between.
/// There is no way to turn the checks off.
class ConnectionForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionForm)

public:
    explicit ConnectionForm(const Theme &theme, QWidget *parent = nullptr);

    void present(const QString &caFile, const QString &proxy);
    QString caFile() const;
    QString proxy() const; ///< "direct", "proxy" or empty.
    bool isSound() const { return m_isSound; }

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void judge();
    void retranslate();

    QLineEdit *m_caFile;
    QPushButton *m_choose;
    ThemedLabel *m_note;
    QComboBox *m_proxy;
    ThemedLabel *m_caCaption;
    ThemedLabel *m_proxyCaption;
    bool m_isSound = true;
};

} // namespace triptych
