// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/LocalPage.h"

#include "ui/shell/CalmWheel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace triptych {

namespace {

constexpr int mostContext = 1 << 20;
constexpr int contextStep = 1024;

} // namespace

LocalPage::LocalPage(const Theme &theme, QWidget *parent)
    : SettingsPage(theme, parent),
      m_path(new QLineEdit),
      m_choose(new QPushButton),
      m_context(new QSpinBox)
{
    m_path->setObjectName(QStringLiteral("serverPathField"));
    m_choose->setObjectName(QStringLiteral("serverPathButton"));
    m_choose->setAutoDefault(false);
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_path, 1);
    layout->addWidget(m_choose);
    row->setFocusProxy(m_path);
    m_label = addRow(row);
    m_note = addNote();
    m_note->setObjectName(QStringLiteral("serverPathNote"));
    m_context->setObjectName(QStringLiteral("contextSpin"));
    m_context->setRange(0, mostContext);
    m_context->setSingleStep(contextStep);
    m_context->setKeyboardTracking(false);
    CalmWheel::calm(*m_context);
    m_contextLabel = addRow(m_context);
    m_contextNote = addNote();
    m_contextNote->setObjectName(QStringLiteral("contextNote"));
    connect(m_context, &QSpinBox::valueChanged, this, &LocalPage::edited);

    connect(m_path, &QLineEdit::textEdited, this, [this] {
        refresh();
        Q_EMIT edited();
    });
    connect(m_choose, &QPushButton::clicked, this, &LocalPage::choose);
    LocalPage::retranslate();
}

QString LocalPage::title() const
{
    return tr("Local models");
}

void LocalPage::present(const Settings &settings)
{
    const QSignalBlocker quiet(this);
    if (m_path->text().trimmed() != settings.localServer) // the caret of who types stays where it is
        m_path->setText(settings.localServer);
    m_context->setValue(settings.localContext);
    refresh();
}

void LocalPage::write(Settings &settings)
{
    settings.localContext = m_context->value();
    if (fault().isEmpty())
        settings.localServer = m_path->text().trimmed();
}

QString LocalPage::fault() const
{
    const QString path = m_path->text().trimmed();
    const QFileInfo info(path);
    if (path.isEmpty())
        return {};
    if (!info.isAbsolute())
        return tr("Give the whole path, from / on.");
    if (!info.isFile())
        return tr("There is no file at this path.");
    return info.isExecutable() ? QString() : tr("This file is not a program.");
}

void LocalPage::refresh()
{
    setFault(m_note, fault(),
             m_path->text().trimmed().isEmpty() ? tr("Empty: the one on PATH, or the one that Triptych built.")
                                                : QString());
}

void LocalPage::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose llama-server"), QFileInfo(m_path->text()).path());
    dialog->setObjectName(QStringLiteral("serverDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_path->setText(file);
        refresh();
        Q_EMIT edited();
    });
    dialog->open();
}

void LocalPage::retranslate()
{
    setRowText(m_label, tr("llama-server"), m_path);
    m_choose->setText(tr("Choose…"));
    m_choose->setAccessibleName(tr("Choose llama-server"));
    setRowText(m_contextLabel, tr("Context"), m_context);
    m_context->setSpecialValueText(tr("the model's"));
    m_context->setSuffix(tr(" tokens", "behind a number"));
    m_contextNote->setText(tr("A smaller one takes less memory. The lanes of a model share it."));
    refresh();
}

} // namespace triptych
