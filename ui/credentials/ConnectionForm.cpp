// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ConnectionForm.h"

#include "core/net/CaFile.h"
#include "core/text/ErrorText.h"
#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/CalmWheel.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace triptych {

ConnectionForm::ConnectionForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_caFile(new QLineEdit(this)),
      m_choose(new QPushButton(this)),
      m_note(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_proxy(new QComboBox(this)),
      m_caCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_proxyCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this))
{
    m_caFile->setObjectName(QStringLiteral("caFileField"));
    m_choose->setObjectName(QStringLiteral("caFileButton"));
    m_note->setObjectName(QStringLiteral("caFileNote"));
    m_proxy->setObjectName(QStringLiteral("proxyBox"));
    m_choose->setAutoDefault(false);
    m_caCaption->setBuddy(m_caFile);
    m_proxyCaption->setBuddy(m_proxy);
    for (const char *word : {"", "direct", "proxy"})
        m_proxy->addItem(QString(), QLatin1String(word));
    CalmWheel::calm(*m_proxy);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_caFile, 1);
    line->addWidget(m_choose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_proxyCaption);
    column->addWidget(m_proxy);
    column->addSpacing(8);
    column->addWidget(m_caCaption);
    column->addLayout(line);
    column->addWidget(m_note);
    connect(m_caFile, &QLineEdit::textChanged, this, [this] {
        judge();
        Q_EMIT changed();
    });
    connect(m_choose, &QPushButton::clicked, this, &ConnectionForm::choose);
    connect(m_proxy, &QComboBox::activated, this, &ConnectionForm::changed);
    retranslate();
}

void ConnectionForm::present(const QString &caFile, const QString &proxy)
{
    m_caFile->setText(caFile);
    m_proxy->setCurrentIndex(qMax(0, m_proxy->findData(proxy)));
}

QString ConnectionForm::caFile() const
{
    return m_caFile->text().trimmed();
}

QString ConnectionForm::proxy() const
{
    return m_proxy->currentData().toString();
}

void ConnectionForm::judge()
{
    m_isSound = true;
    m_note->setKind(ThemedLabel::Kind::Secondary);
    if (caFile().isEmpty())
        return m_note->setText(tr("Trusted beside the system's certificates, for this provider only."));
    const auto count = certificatesIn(caFile());
    m_isSound = bool(count);
    if (count)
        return m_note->setText(tr("Holds %n certificates.", nullptr, count.value()));
    m_note->setKind(ThemedLabel::Kind::Warning);
    m_note->setText(tr("This file holds no certificate. Choose a PEM file, which begins with BEGIN CERTIFICATE."));
}

void ConnectionForm::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a CA file"), QFileInfo(caFile()).path(),
                                   tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setObjectName(QStringLiteral("caFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

void ConnectionForm::retranslate()
{
    m_caCaption->setText(tr("CA file (optional)"));
    m_caFile->setAccessibleName(tr("CA file"));
    m_choose->setText(tr("Choose…"));
    m_choose->setAccessibleName(tr("Choose a CA file"));
    m_proxyCaption->setText(tr("Proxy"));
    m_proxy->setAccessibleName(tr("Proxy"));
    const QStringList words {tr("As for all providers"), tr("None, straight to the server"),
                             tr("Always through the proxy of the settings")};
    for (int i = 0; i < m_proxy->count(); ++i)
        m_proxy->setItemText(i, words[i]);
    judge();
}

void ConnectionForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
