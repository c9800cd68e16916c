// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/EditorTabs.h"

#include "ui/editor/DraftKeeper.h"
#include "ui/editor/FindBar.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/NoticeBar.h"
#include "ui/shell/Theme.h"

#include <QFileInfo>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <chrono>

using namespace std::chrono_literals;

namespace triptych {

namespace {

constexpr auto draftDelay = 1000ms;
constexpr std::size_t rememberedTabs = 10;
constexpr int topInset = 12;
constexpr int tightTopInset = 8;

} // namespace

EditorTabs::EditorTabs(const Theme &theme, const QString &draftsFolder, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_stack(new QStackedWidget(this)),
      m_find(new FindBar(theme, this)),
      m_notice(new NoticeBar(theme, this))
{
    setObjectName(QStringLiteral("editorTabs"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_find);
    column->addWidget(m_stack, 1);

    if (!draftsFolder.isEmpty()) {
        m_drafts = new DraftKeeper(Drafts(draftsFolder), this);
        connect(m_drafts, &DraftKeeper::failed, this, &EditorTabs::report);
    }
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(draftDelay);
    connect(&m_draftTimer, &QTimer::timeout, this, &EditorTabs::writeDrafts);
}

EditorTabs::~EditorTabs()
{
    if (m_draftTimer.isActive())
        writeDrafts();
}

QString EditorTabs::title(int index) const
{
    const PromptTab &tab = *m_tabs[std::size_t(index)];
    if (!tab.file.isEmpty())
        return QFileInfo(tab.file).fileName();
    return tab.name.isEmpty() ? tr("untitled") : tab.name;
}

std::vector<SessionState::Tab> EditorTabs::openTabs() const
{
    std::vector<SessionState::Tab> open;
    for (const auto &tab : m_tabs)
        open.push_back({tab->key(), tab->values});
    return open;
}

void EditorTabs::setCurrentIndex(int index)
{
    if (index < 0 || index >= count() || index == m_current)
        return;
    m_current = index;
    PromptTab &tab = current();
    if (!tab.editor)
        tab.editor = makeEditor(tab);
    m_stack->setCurrentWidget(tab.editor);
    m_find->hide();
    setFocusProxy(tab.editor);
    Q_EMIT currentChanged();
    Q_EMIT textChanged();
}

PromptEditor *EditorTabs::makeEditor(PromptTab &tab)
{
    auto *editor = new PromptEditor(m_theme, m_stack);
    editor->reset(tab.saved.body());
    if (tab.restored)
        editor->QsciScintilla::setText(*tab.restored); // one step that undo can take back
    tab.restored.reset();
    editor->setVariableValues(tab.allValues());
    m_stack->addWidget(editor);
    connect(editor, &PromptEditor::edited, this, &EditorTabs::noteEdit);
    connect(editor, &PromptEditor::filesDropped, this, &EditorTabs::takeFiles);
    connect(editor, &PromptEditor::attachRequested, this, &EditorTabs::chooseAttachments);
    connect(editor, &PromptEditor::taskRequested, this, &EditorTabs::askForTask);
    editor->setAttachmentKeeper(
        [this](const QByteArray &bytes, const QString &label) { return keepAttachment(bytes, label); });
    editor->setAttachmentFinder([this](const QString &file) { return findAttachment(file); });
    return editor;
}

void EditorTabs::append(std::unique_ptr<PromptTab> tab)
{
    // A new prompt that nobody wrote in makes room for what is opened.
    if (count() == 1 && isUntouched(current()) && isUntouched(*tab) == false)
        drop(0);
    place(std::move(tab));
    Q_EMIT tabsChanged();
    setCurrentIndex(count() - 1);
    if (m_drafts)
        m_draftTimer.start(); // one without a file is kept too
}

void EditorTabs::place(std::unique_ptr<PromptTab> tab)
{
    m_shownDirty.push_back(tab->isDirty());
    m_tabs.push_back(std::move(tab));
}

bool EditorTabs::isUntouched(const PromptTab &tab) const
{
    return tab.file.isEmpty() && tab.name.isEmpty() && tab.text().isEmpty();
}

void EditorTabs::add(const PromptDocument &document, const QString &name)
{
    auto tab = std::make_unique<PromptTab>();
    tab->saved = document;
    tab->name = name;
    append(std::move(tab));
}

void EditorTabs::newPrompt()
{
    append(std::make_unique<PromptTab>());
    focusEditor();
}

void EditorTabs::drop(int index)
{
    const auto at = m_tabs.begin() + index;
    if (m_drafts && (*at)->hasDraft)
        m_drafts->remove((*at)->draftId);
    if ((*at)->editor) {
        m_stack->removeWidget((*at)->editor);
        (*at)->editor->deleteLater();
    }
    rememberClosed(std::move(*at));
    m_tabs.erase(at);
    m_shownDirty.erase(m_shownDirty.begin() + index);
    const int next = index < m_current ? m_current - 1 : qMin(m_current, count() - 1);
    m_current = -1;
    setCurrentIndex(next);
}

void EditorTabs::rememberClosed(std::unique_ptr<PromptTab> tab)
{
    if (isUntouched(*tab))
        return;
    if (tab->isDirty())
        tab->restored = tab->text();
    tab->hasDraft = false;
    tab->editor.clear();
    m_closed.push_back(std::move(tab));
    if (m_closed.size() > rememberedTabs)
        m_closed.erase(m_closed.begin());
}

void EditorTabs::reopen()
{
    if (m_closed.empty())
        return;
    std::unique_ptr<PromptTab> tab = std::move(m_closed.back());
    m_closed.pop_back();
    if (!tab->file.isEmpty() && !tab->restored) {
        openFile(tab->file); // it may have changed since
        return;
    }
    append(std::move(tab));
}

void EditorTabs::noteEdit()
{
    const auto index = std::size_t(m_current);
    if (m_shownDirty[index] != m_tabs[index]->isDirty()) {
        m_shownDirty[index] = !m_shownDirty[index];
        Q_EMIT tabsChanged();
    }
    if (m_drafts)
        m_draftTimer.start();
    Q_EMIT textChanged();
}

void EditorTabs::writeDrafts()
{
    if (!m_drafts)
        return;
    for (const auto &tab : m_tabs) {
        if (tab->needsDraft())
            m_drafts->save(tab->draft());
        else if (tab->hasDraft)
            m_drafts->remove(tab->draftId);
        tab->hasDraft = tab->needsDraft();
    }
}

void EditorTabs::find()
{
    if (editor())
        m_find->open(editor());
}

PromptDocument EditorTabs::document() const
{
    return m_current < 0 ? PromptDocument() : current().document();
}

QString EditorTabs::text() const
{
    return m_current < 0 ? QString() : current().text();
}

PromptEditor *EditorTabs::editor() const
{
    return m_current < 0 ? nullptr : current().editor.data();
}

QStringList EditorTabs::variableNames() const
{
    return triptych::variableNames(text());
}

VariableValues EditorTabs::variableValues() const
{
    return m_current < 0 ? VariableValues() : current().allValues();
}

VariableValues EditorTabs::typedValues() const
{
    return m_current < 0 ? VariableValues() : current().values;
}

void EditorTabs::setVariableValue(const QString &name, const QString &value)
{
    if (m_current < 0)
        return;
    // An empty field takes its word back: the default counts again, or the variable has no value.
    if (value.isEmpty())
        current().values.remove(name);
    else
        current().values.insert(name, value);
    current().editor->setVariableValues(current().allValues());
    Q_EMIT textChanged();
}

void EditorTabs::focusEditor()
{
    if (editor())
        editor()->setFocus(Qt::OtherFocusReason);
}

void EditorTabs::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Six lines need 8 px above them where 12 would cut the last one.
    const int lines = editor() ? editor()->sizeHint().height() : 0;
    const bool isTight = height() < lines + 2 * topInset && height() >= lines + 2 * tightTopInset;
    m_stack->setContentsMargins(0, isTight ? tightTopInset : topInset, 0, 0);
}

} // namespace triptych
