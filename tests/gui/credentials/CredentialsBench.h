// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"
#include "ui/shell/Theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace triptych {

/// A vault whose derivation and clock are the test's, and the hands of a person for the dialogs about it: by what is on
/// the screen, with keys and clicks.
class CredentialsBench
{
    Q_DISABLE_COPY_MOVE(CredentialsBench)

protected:
    CredentialsBench() = default;
    ~CredentialsBench() = default;

    void openHome();
    void closeHome();

    template<typename T>
    T *child(const QWidget &dialog, const char *name) const
    {
        T *found = dialog.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s in %s", name, qPrintable(dialog.objectName()));
        return found;
    }
    void type(const QWidget &dialog, const char *name, const QString &text) const
    {
        auto *field = child<QWidget>(dialog, name);
        QVERIFY2(field->isVisible(), name);
        QTest::mouseClick(field, Qt::LeftButton);
        QTest::keyClicks(field, text);
    }
    void click(const QWidget &dialog, const char *name) const
    {
        auto *button = child<QAbstractButton>(dialog, name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString said(const QWidget &dialog, const char *name = "problemLabel") const
    {
        const auto *label = child<QLabel>(dialog, name);
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton *primary(const QWidget &dialog) const { return child<QPushButton>(dialog, "primaryButton"); }
    template<typename Dialog, typename... More>
    QPointer<Dialog> open(More &&...more)
    {
        delete m_dialog; // of an earlier call
        QPointer<Dialog> dialog = new Dialog(*m_theme, *m_vault, std::forward<More>(more)...);
        m_dialog = dialog;
        dialog->open();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(dialog)); }();
        return dialog;
    }
    bool makeVault(); ///< Unlocked, with the password "correct horse".
    bool holdsKey(const QString &provider, const QString &origin, QByteArrayView key);

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_file;
    std::shared_ptr<CheapDerivation> m_cheap;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Vault> m_vault;
    QPointer<QWidget> m_dialog;
};

} // namespace triptych
