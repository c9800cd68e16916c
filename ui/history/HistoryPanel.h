// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryStore.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListView;
class QToolButton;

namespace triptych {

class HistoryModel;
class NoticeBar;
class SearchField;
class Theme;

/// What was run, as a list with a search over it. Runs come in by pages; what a person wants goes out.
class HistoryPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPanel)

public:
    explicit HistoryPanel(const Theme &theme, QWidget *parent = nullptr);

    QString searchText() const;
    /// The first page for the current search; keeps the cursor where it is. `hasMore`: an older page exists.
    void setRuns(std::vector<RunSummary> runs, bool hasMore);
    void appendRuns(const std::vector<RunSummary> &runs, bool hasMore);
    void setRecording(bool isRecording);
    bool hasCurrentRun() const { return currentRun().has_value(); }
    void removeCurrent(); ///< Asks first.

Q_SIGNALS:
    void currentRunChanged();
    void searchChanged(const QString &text);
    void moreRequested(qint64 beforeId);
    void openRequested(qint64 run);
    void removeRequested(qint64 run);
    void removeRangeRequested(const QDateTime &from, const QDateTime &to); ///< Confirmed; an invalid end is open.
    void recordRequested(); ///< A person wants recording on again.

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void adoptTheme();
    void retranslate();
    void showState();
    void askForMore();
    void enterList();
    void askToRemove(qint64 run);
    void remove(qint64 run);
    void showRunMenu(const QPoint &at);
    void showClearMenu();
    void chooseDates();
    void confirmRange(const QString &question, const QDateTime &from, const QDateTime &to = {});
    std::optional<qint64> currentRun() const;

    const Theme &m_theme;
    HistoryModel *m_model;
    SearchField *m_search;
    QToolButton *m_clear;
    QListView *m_list;
    NoticeBar *m_question; ///< Whether a run is to go.
    QLabel *m_notice; ///< Recording is off.
    QLabel *m_empty;
    QTimer m_searchDelay;
    bool m_hasMore = false;
    bool m_entersList = false; ///< As soon as the hits of the present search are there.
    bool m_isAsking = false; ///< For a page; one at a time.
    bool m_isRecording = true;
};

} // namespace triptych
