// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/CodeTask.h"
#include "core/settings/SessionState.h"
#include "ui/editor/PromptTab.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace triptych {

class DraftKeeper;
class FindBar;
class NoticeBar;
class Theme;

/// The open prompts, one of them shown. Opens, saves and closes files, keeps drafts of what is unsaved, and asks inside
/// the window, never by a modal dialog. There is always at least one tab once start() was called. Lives on the GUI
/// thread.
class EditorTabs final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorTabs)

public:
    /// Drafts go to `draftsFolder`; empty: none are kept.
    EditorTabs(const Theme &theme, const QString &draftsFolder, QWidget *parent = nullptr);
    ~EditorTabs() override;

    /// Where attachments of prompts without a file are kept.
    void setAttachmentStore(const QString &folder) { m_attachmentStore = folder; }
    QStringList attachmentFolders() const; ///< Of the current prompt, the best first.

    /// Brings back the prompts of the last session in their order, then every draft that it does not name. A file that
    /// is gone is left out.
    void restore(const std::vector<SessionState::Tab> &tabs, int current);
    std::vector<SessionState::Tab> openTabs() const; ///< For the session.

    int count() const { return int(m_tabs.size()); }
    int currentIndex() const { return m_current; }
    void setCurrentIndex(int index);
    QString title(int index) const; ///< File name, given name, or "untitled".
    QString file(int index) const { return m_tabs[std::size_t(index)]->file; }
    bool isDirty(int index) const { return m_tabs[std::size_t(index)]->isDirty(); }

    /// Opens a document that has no file yet, such as the one of the first start or one from the history.
    void add(const PromptDocument &document, const QString &name);
    void newPrompt();
    void openFile(const QString &file);
    void chooseFile();
    void save();
    void saveAs();
    void saveTo(const QString &file);
    void rename(int index, const QString &name);
    void close(int index);
    void reopen(); ///< The tab that was closed last, with what was typed in it.
    bool canReopen() const { return !m_closed.empty(); }
    void find();
    void chooseAttachments();
    /// Opens the task's prompt over what is selected, or over everything, and says so by taskOpened().
    void askForTask(CodeTask task);

    PromptDocument document() const; ///< The current one, with what is typed now.
    QString text() const;
    PromptEditor *editor() const;
    QStringList variableNames() const;
    VariableValues variableValues() const; ///< Defaults of the document included.
    VariableValues typedValues() const; ///< Of the current one, without the defaults.
    void setVariableValue(const QString &name, const QString &value);
    void focusEditor();

Q_SIGNALS:
    void tabsChanged(); ///< A tab came, went, or has another title or dirty mark.
    void currentChanged();
    void textChanged(); ///< Of the current prompt; not while an input method composes.
    void modelFileDropped(const QString &file); ///< A .gguf file.
    void taskOpened(); ///< Its prompt is the current one, filled in: it wants to be run.

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    PromptTab &current() const { return *m_tabs[std::size_t(m_current)]; }
    void append(std::unique_ptr<PromptTab> tab);
    std::unique_ptr<PromptTab> tabOf(const Draft &draft) const;
    std::unique_ptr<PromptTab> tabOf(const QString &file);
    void place(std::unique_ptr<PromptTab> tab);
    PromptEditor *makeEditor(PromptTab &tab);
    void drop(int index);
    void rememberClosed(std::unique_ptr<PromptTab> tab);
    void noteEdit();
    void writeDrafts();
    void takeFiles(const QStringList &files);
    void insertFile(const QString &file);
    void attach(const QStringList &files);
    QString keepAttachment(const QByteArray &bytes, const QString &label);
    QString findAttachment(const QString &file) const; ///< Its path; empty: no folder has it.
    void report(const Error &error);
    void tellOfDrafts(const QStringList &unreadable);
    bool isUntouched(const PromptTab &tab) const;

    const Theme &m_theme;
    std::vector<std::unique_ptr<PromptTab>> m_tabs;
    std::vector<std::unique_ptr<PromptTab>> m_closed; ///< The last one closed last.
    int m_current = -1;
    std::vector<bool> m_shownDirty;
    QStackedWidget *m_stack;
    FindBar *m_find;
    NoticeBar *m_notice;
    DraftKeeper *m_drafts = nullptr;
    QTimer m_draftTimer;
    QString m_attachmentStore;
};

} // namespace triptych
