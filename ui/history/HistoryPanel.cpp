// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryPanel.h"

#include "ui/history/DateRangeDialog.h"
#include "ui/history/DeleteRunsDialog.h"
#include "ui/history/HistoryDelegate.h"
#include "ui/history/HistoryModel.h"
#include "ui/selector/SearchField.h"
#include "ui/shell/NoticeBar.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

namespace triptych {

namespace {

constexpr std::chrono::milliseconds searchDelay {150};

} // namespace

HistoryPanel::HistoryPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_model(new HistoryModel(this)),
      m_search(new SearchField(theme, this)),
      m_clear(new QToolButton(this)),
      m_list(new QListView(this)),
      m_question(new NoticeBar(theme, this)),
      m_notice(new QLabel(this)),
      m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("historyPanel"));
    build();
    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(searchDelay);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_entersList = false;
        m_searchDelay.start();
    });
    connect(&m_searchDelay, &QTimer::timeout, this, [this] { Q_EMIT searchChanged(searchText()); });
    connect(m_search, &SearchField::movedDown, this, &HistoryPanel::enterList);
    connect(m_search, &SearchField::entered, this, [this] {
        if (!m_searchDelay.isActive())
            return enterList();
        m_searchDelay.stop();
        m_entersList = true; // the list still shows the hits of the letters before
        Q_EMIT searchChanged(searchText());
    });
    connect(m_clear, &QToolButton::clicked, this, &HistoryPanel::showClearMenu);
    connect(m_list, &QListView::activated, this, [this] {
        if (const auto run = currentRun())
            Q_EMIT openRequested(*run);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryPanel::currentRunChanged);
    connect(m_list, &QListView::customContextMenuRequested, this, &HistoryPanel::showRunMenu);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryPanel::askForMore);
    connect(m_notice, &QLabel::linkActivated, this, &HistoryPanel::recordRequested);
    connect(&theme, &Theme::changed, this, &HistoryPanel::adoptTheme);
    adoptTheme();
}

void HistoryPanel::build()
{
    setFocusProxy(m_search);
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_question->setObjectName(QStringLiteral("historyQuestion"));
    m_clear->setObjectName(QStringLiteral("historyClear"));
    m_clear->setAutoRaise(true);
    m_clear->setIconSize({16, 16});
    m_notice->setObjectName(QStringLiteral("historyNotice"));
    m_empty->setObjectName(QStringLiteral("historyEmpty"));
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HistoryDelegate(*m_model, m_theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    for (QLabel *label : {m_notice, m_empty}) {
        label->setWordWrap(true);
        label->setContentsMargins(16, 8, 16, 8);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    m_notice->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 12, 12, 8);
    row->setSpacing(4);
    row->addWidget(m_search, 1);
    row->addWidget(m_clear);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_question);
    column->addWidget(m_notice);
    column->addWidget(m_empty, 1);
    column->addWidget(m_list, 1);
}

QString HistoryPanel::searchText() const
{
    return m_search->text().trimmed();
}

void HistoryPanel::setRuns(std::vector<RunSummary> runs, bool hasMore)
{
    const auto current = currentRun();
    const int scrolled = m_list->verticalScrollBar()->value();
    m_model->setRuns(std::move(runs));
    m_hasMore = hasMore;
    m_isAsking = false;
    if (current)
        m_list->setCurrentIndex(m_model->indexOf(*current));
    m_list->verticalScrollBar()->setValue(scrolled);
    showState();
    if (std::exchange(m_entersList, false))
        enterList();
}

/// The first hit takes the cursor, so that Enter opens it.
void HistoryPanel::enterList()
{
    if (m_model->rowCount() < 2) // a day and a run at least
        return;
    if (!currentRun())
        m_list->setCurrentIndex(m_model->index(1));
    m_list->setFocus(Qt::TabFocusReason);
}

void HistoryPanel::appendRuns(const std::vector<RunSummary> &runs, bool hasMore)
{
    m_model->appendRuns(runs);
    m_hasMore = hasMore;
    m_isAsking = false;
    showState();
}

void HistoryPanel::setRecording(bool isRecording)
{
    m_isRecording = isRecording;
    showState();
}

void HistoryPanel::showState()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setText(
        !searchText().isEmpty() ? tr("No run has “%1” in its prompt or answers.").arg(searchText())
            : m_isRecording
            ? tr("No runs yet. Each run is kept here with its prompt, answers and figures, also after a restart.")
            : tr("No runs are kept."));
    m_empty->setVisible(isEmpty);
    m_list->setVisible(!isEmpty);
    m_notice->setVisible(!m_isRecording);
    m_clear->setEnabled(!isEmpty);
    Q_EMIT currentRunChanged(); // a new page has a cursor of its own
}

/// The next page is asked for before the end is reached, so that scrolling does not stop there.
void HistoryPanel::askForMore()
{
    const QScrollBar &bar = *m_list->verticalScrollBar();
    const auto last = m_model->lastRun();
    if (!m_hasMore || m_isAsking || !last || bar.maximum() - bar.value() > 2 * bar.pageStep())
        return;
    m_isAsking = true;
    Q_EMIT moreRequested(last->id);
}

std::optional<qint64> HistoryPanel::currentRun() const
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || m_model->row(index.row()).isHead())
        return std::nullopt;
    return m_model->row(index.row()).run.id;
}

/// A list would take Delete for a letter to search by, and an action of the window would take it from the list.
bool HistoryPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete) || !currentRun())
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        removeCurrent();
    return true;
}

void HistoryPanel::removeCurrent()
{
    if (const auto run = currentRun())
        askToRemove(*run);
}

void HistoryPanel::askToRemove(qint64 run)
{
    const QModelIndex index = m_model->indexOf(run);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_question->ask(tr("Delete this run for good?"),
                    {{tr("Delete"), [this, run] { remove(run); }, true},
                     {tr("Keep"), [this] { m_list->setFocus(Qt::OtherFocusReason); }, false}});
}

void HistoryPanel::remove(qint64 run)
{
    const QModelIndex index = m_model->indexOf(run);
    m_list->setFocus(Qt::OtherFocusReason);
    if (!index.isValid())
        return;
    // The cursor goes to the neighbour, so that a second press does not fall into the void.
    const int row = index.row();
    for (const int neighbour : {row + 1, row + 2, row - 1, row - 2}) {
        if (neighbour >= 0 && neighbour < m_model->rowCount() && !m_model->row(neighbour).isHead()) {
            m_list->setCurrentIndex(m_model->index(neighbour));
            break;
        }
    }
    Q_EMIT removeRequested(run);
}

void HistoryPanel::showRunMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid() || m_model->row(index.row()).isHead())
        return;
    const qint64 run = m_model->row(index.row()).run.id;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("historyRunMenu"));
    connect(menu->addAction(tr("Open")), &QAction::triggered, this, [this, run] { Q_EMIT openRequested(run); });
    connect(menu->addAction(tr("Delete")), &QAction::triggered, this, [this, run] { askToRemove(run); });
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

void HistoryPanel::showClearMenu()
{
    const QDateTime now = QDateTime::currentDateTime();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("historyClearMenu"));
    const auto offer = [&](const QString &words, const QString &question, const QDateTime &from) {
        connect(menu->addAction(words), &QAction::triggered, this,
                [this, question, from] { confirmRange(question, from); });
    };
    offer(tr("Delete the last hour"), tr("Delete the runs of the last hour?"), now.addSecs(-3600));
    offer(tr("Delete today"), tr("Delete all runs of today?"), now.date().startOfDay());
    offer(tr("Delete the last 7 days"), tr("Delete the runs of the last 7 days?"), now.addDays(-7));
    connect(menu->addAction(tr("Delete from … to …")), &QAction::triggered, this, &HistoryPanel::chooseDates);
    offer(tr("Delete everything"), tr("Delete the whole history?"), {});
    menu->popup(m_clear->mapToGlobal(QPoint(0, m_clear->height())));
}

void HistoryPanel::chooseDates()
{
    auto *dialog = new DateRangeDialog(m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QLocale words = locale();
        const QDate from = dialog->from();
        const QDate to = dialog->to();
        //: How a day is written, in the letters of QLocale::toString.
        const QString day = tr("d MMM yyyy");
        // Both days whole, as people mean them.
        confirmRange(tr("Delete the runs from %1 to %2?").arg(words.toString(from, day), words.toString(to, day)),
                     from.startOfDay(), to.addDays(1).startOfDay());
    });
    dialog->open();
}

void HistoryPanel::confirmRange(const QString &question, const QDateTime &from, const QDateTime &to)
{
    auto *box = new DeleteRunsDialog(m_theme, question, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QDialog::accepted, this, [this, from, to] { Q_EMIT removeRangeRequested(from, to); });
    box->open();
}

void HistoryPanel::adoptTheme()
{
    QPalette ground = palette();
    ground.setColor(QPalette::Base, m_theme.colors().chrome);
    ground.setColor(QPalette::WindowText, m_theme.colors().text2);
    m_list->setPalette(ground);
    m_empty->setPalette(ground);
    m_notice->setPalette(ground);
    for (QLabel *label : {m_notice, m_empty})
        label->setFont(m_theme.baseFont());
    m_clear->setIcon(m_theme.icon(QStringLiteral("trash")));
    retranslate();
    update();
}

void HistoryPanel::retranslate()
{
    setWindowTitle(tr("History"));
    setAccessibleName(tr("History"));
    m_search->setPlaceholderText(tr("Search the history"));
    m_search->setName(tr("Search the history"));
    m_list->setAccessibleName(tr("Runs, newest first"));
    m_clear->setAccessibleName(tr("Delete runs"));
    m_clear->setToolTip(tr("Delete runs of a period"));
    m_notice->setText(QStringLiteral("%1 <a href=\"record\" style=\"color:%2\">%3</a>")
                          .arg(tr("Recording is off; new runs leave nothing here.").toHtmlEscaped(),
                               m_theme.colors().text.name(), tr("Record again").toHtmlEscaped()));
    showState();
}

void HistoryPanel::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.colors().chrome);
}

void HistoryPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych
