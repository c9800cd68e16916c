// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SignInCodePart.h"

#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/Theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace triptych {

namespace {

constexpr int secondsInAMinute = 60;

QHBoxLayout *rowOf(QWidget *text, QWidget *button)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(text, 1);
    row->addWidget(button, 0, Qt::AlignVCenter);
    return row;
}

} // namespace

SignInCodePart::SignInCodePart(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_codeCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_codeLabel(new ThemedLabel(theme, ThemedLabel::Kind::Strong, this)),
      m_copy(new QPushButton(this)),
      m_pageCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_pageLabel(new ThemedLabel(theme, ThemedLabel::Kind::Text, this)),
      m_open(new QPushButton(this)),
      m_status(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this))
{
    m_codeLabel->setObjectName(QStringLiteral("signInCodeLabel"));
    m_pageLabel->setObjectName(QStringLiteral("signInPageLabel"));
    m_copy->setObjectName(QStringLiteral("copyCodeButton"));
    m_open->setObjectName(QStringLiteral("openPageButton"));
    m_status->setObjectName(QStringLiteral("signInStatusLabel"));
    for (ThemedLabel *label : {m_codeLabel, m_pageLabel})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_codeLabel->setWordWrap(false); // it has a hyphen
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_codeCaption);
    column->addLayout(rowOf(m_codeLabel, m_copy));
    column->addSpacing(12);
    column->addWidget(m_pageCaption);
    column->addLayout(rowOf(m_pageLabel, m_open));
    column->addSpacing(12);
    column->addWidget(m_status);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &SignInCodePart::showTime);
    connect(m_copy, &QPushButton::clicked, this, &SignInCodePart::copy);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(m_code.page); });
    connect(&theme, &Theme::changed, this, &SignInCodePart::applyFont);
    applyFont();
    retranslate();
}

void SignInCodePart::present(const SignInCode &code)
{
    m_code = code;
    m_isCopied = false;
    m_end = QDeadlineTimer(code.life);
    m_codeLabel->setText(code.code);
    m_pageLabel->setText(code.page.toString(QUrl::FullyEncoded));
    m_second.start();
    retranslate();
    m_copy->setFocus();
}

void SignInCodePart::stop()
{
    m_second.stop();
}

void SignInCodePart::copy()
{
    QGuiApplication::clipboard()->setText(m_code.code);
    m_isCopied = true;
    retranslate();
}

/// The one thing on the screen that is read from another one.
void SignInCodePart::applyFont()
{
    QFont font = m_theme.fixedStrong();
    font.setPixelSize(2 * m_theme.baseFont().pixelSize());
    m_codeLabel->setFont(font);
}

void SignInCodePart::showTime()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_end.remainingTimeAsDuration()).count();
    const QString time
        = QStringLiteral("%1:%2").arg(left / secondsInAMinute).arg(left % secondsInAMinute, 2, 10, QLatin1Char('0'));
    m_status->setText(tr("Waiting for you at GitHub. The code expires in %1.").arg(time));
}

void SignInCodePart::retranslate()
{
    m_codeCaption->setText(tr("Type this code"));
    m_codeLabel->setAccessibleName(tr("Code"));
    m_copy->setText(m_isCopied ? tr("Copied") : tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the code"));
    m_pageCaption->setText(tr("On this page"));
    m_pageLabel->setAccessibleName(tr("Page for the code"));
    m_open->setText(tr("Open browser"));
    m_open->setAccessibleName(tr("Open the page in the browser"));
    for (QPushButton *button : {m_copy, m_open}) // one under the other
        button->setMinimumWidth(m_open->sizeHint().width());
    m_status->setAccessibleName(tr("State of the sign-in"));
    showTime();
}

void SignInCodePart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
