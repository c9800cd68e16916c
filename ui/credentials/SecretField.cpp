// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SecretField.h"

#include "core/secret/Sodium.h"
#include "ui/credentials/SecretAccessible.h"
#include "ui/shell/Theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QStringEncoder>
#include <QStyleOptionFrame>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int fieldHeight = 28;
constexpr int padding = 9;
constexpr int eyeSide = 24;
constexpr int bulletStep = 9;
constexpr qreal bulletRadius = 2.75;
constexpr int caretWidth = 2;

Secret toUtf8(QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    Secret wide(std::size_t(encoder.requiredSpace(text.size())));
    const char *const end = encoder.appendToBuffer(wide.data(), text);
    return Secret::copyOf(wide.view().first(end - wide.data()));
}

/// Only what nobody else shares: writing to a shared string would copy it first.
void wipe(QString &text)
{
    if (text.isDetached())
        sodium::zero(text.data(), std::size_t(text.size()) * sizeof(QChar));
}

bool isText(const QKeyEvent &event)
{
    const QString text = event.text();
    const bool isCommand
        = (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) && !(event.modifiers() & Qt::AltModifier);
    return !text.isEmpty() && !isCommand && text.at(0).unicode() >= 0x20 && text.at(0).unicode() != 0x7F;
}

} // namespace

SecretField::SecretField(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_eye(new QToolButton(this))
{
    SecretAccessible::install();
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setAttribute(Qt::WA_Hover);
    setProperty("field", true); // wears the ring of a field
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_eye->setObjectName(QStringLiteral("revealButton"));
    m_eye->setCursor(Qt::ArrowCursor);
    m_eye->setAutoRaise(true);
    m_eye->setIconSize({16, 16});
    connect(m_eye, &QToolButton::pressed, this, [this] { setRevealed(true); });
    connect(m_eye, &QToolButton::released, this, [this] { setRevealed(false); });
    connect(&theme, &Theme::changed, this, &SecretField::applyTheme);
    applyTheme();
    retranslate();
}

Secret SecretField::value() const
{
    return Secret::copyOf(m_text.view());
}

void SecretField::clear()
{
    m_text.clear();
    finish(true);
}

void SecretField::present(const Secret &secret)
{
    m_isReadOnly = true;
    m_text.clear();
    m_text.insert(secret.view());
    m_text.moveToStart();
    finish(true);
}

void SecretField::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    update();
}

QSize SecretField::sizeHint() const
{
    return {240, fieldHeight};
}

bool SecretField::event(QEvent *event)
{
    // Shortcuts of the window must not take what is typed here.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (isText(key) || key.matches(QKeySequence::Paste) || key.matches(QKeySequence::DeleteStartOfWord)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (!m_isReadOnly && edit(*event))
        finish(true);
    else if (move(*event))
        finish(false);
    else
        event->ignore();
}

bool SecretField::edit(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Paste))
        paste();
    else if (event.matches(QKeySequence::DeleteStartOfWord) || event.matches(QKeySequence::DeleteCompleteLine))
        m_text.clear();
    else if (event.key() == Qt::Key_Backspace)
        m_text.removeBefore();
    else if (event.key() == Qt::Key_Delete)
        m_text.removeAfter();
    else if (isText(event))
        m_text.insert(toUtf8(event.text()).view());
    else
        return false;
    return true;
}

bool SecretField::move(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Left: m_text.moveBack(); return true;
    case Qt::Key_Right: m_text.moveForward(); return true;
    case Qt::Key_Home: m_text.moveToStart(); return true;
    case Qt::Key_End: m_text.moveToEnd(); return true;
    default: return false;
    }
}

/// Line breaks and other control characters, which a copied line often brings along, are left out.
void SecretField::paste()
{
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QString text = copied ? copied->text() : QString();
    const Secret whole = toUtf8(text);
    wipe(text);
    Secret clean(whole.size());
    std::size_t size = 0;
    const Secret trimmed = whole.trimmed();
    for (const char byte : trimmed.view()) {
        if (quint8(byte) >= 0x20 && byte != 0x7F)
            clean.data()[size++] = byte;
    }
    m_text.insert(clean.view().first(qsizetype(size)));
}

void SecretField::finish(bool isEdited)
{
    followCaret();
    update();
    if (isEdited)
        Q_EMIT changed();
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int x = event->position().toPoint().x() - textRect().left() + m_scroll;
    std::size_t place = 0;
    for (int left = 0; place < m_text.size() && left + widthOf(place) / 2 < x; place = m_text.after(place))
        left += widthOf(place);
    m_text.moveTo(place);
    finish(false);
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_isReadOnly)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("secretMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *action = menu->addAction(tr("Paste"));
    connect(action, &QAction::triggered, this, [this] {
        paste();
        finish(true);
    });
    menu->popup(event->globalPos());
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void SecretField::resizeEvent(QResizeEvent *)
{
    m_eye->setGeometry(width() - eyeSide - 2, (height() - eyeSide) / 2, eyeSide, eyeSide);
    followCaret();
}

void SecretField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::EnabledChange)
        setRevealed(false);
    QWidget::changeEvent(event);
}

void SecretField::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    finish(false);
}

void SecretField::retranslate()
{
    m_eye->setToolTip(tr("Shows it while held down"));
    m_eye->setAccessibleName(tr("Show"));
}

void SecretField::applyTheme()
{
    setFont(m_theme.baseFont());
    m_eye->setIcon(m_theme.icon(QStringLiteral("eye")));
    update();
}

QRect SecretField::textRect() const
{
    return rect().adjusted(padding, 1, -eyeSide - 4, -1);
}

int SecretField::widthOf(std::size_t place) const
{
    if (!m_isRevealed)
        return bulletStep;
    return QFontMetrics(m_theme.fixedFont()).horizontalAdvance(QString::fromUtf8(m_text.character(place)));
}

int SecretField::xOf(std::size_t place) const
{
    int x = 0;
    for (std::size_t at = 0; at < place; at = m_text.after(at))
        x += widthOf(at);
    return x;
}

void SecretField::followCaret()
{
    const int room = qMax(0, textRect().width() - caretWidth); // before its first layout it is as good as nothing
    const int caret = xOf(m_text.caret());
    m_scroll = qBound(caret - room, m_scroll, caret);
    m_scroll = qBound(0, m_scroll, qMax(0, xOf(m_text.size()) - room));
}

void SecretField::paintEvent(QPaintEvent *)
{
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = 1;
    option.state |= QStyle::State_Sunken;
    option.state.setFlag(QStyle::State_HasFocus, hasFocus());
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);

    const QRect room = textRect();
    painter.setClipRect(room);
    if (m_text.isEmpty()) {
        painter.setPen(m_theme.colors().text3);
        painter.setFont(font());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(m_placeholder, Qt::ElideRight, room.width()));
    }
    paintText(painter, room);
    if (hasFocus())
        painter.fillRect(QRect(room.left() - m_scroll + xOf(m_text.caret()), room.center().y() - 8, caretWidth, 17),
                         m_theme.colors().accent);
}

/// One character at a time, so that no string ever holds more of it.
void SecretField::paintText(QPainter &painter, const QRect &rect) const
{
    const ThemeColors &colors = m_theme.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.fixedFont());
    painter.setPen(m_isRevealed ? QPen(isEnabled() ? colors.text : colors.text3) : QPen(Qt::NoPen));
    painter.setBrush(isEnabled() ? colors.text : colors.text3);
    int x = rect.left() - m_scroll;
    for (std::size_t place = 0; place < m_text.size() && x < rect.right(); place = m_text.after(place)) {
        const int width = widthOf(place);
        if (x + width <= rect.left()) {
            x += width;
            continue;
        }
        if (m_isRevealed)
            painter.drawText(QRect(x, rect.top(), width, rect.height()), Qt::AlignCenter,
                             QString::fromUtf8(m_text.character(place)));
        else
            painter.drawEllipse(QPointF(x + bulletStep / 2.0, rect.center().y() + 0.5), bulletRadius, bulletRadius);
        x += width;
    }
}

} // namespace triptych
