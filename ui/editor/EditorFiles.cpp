// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/MediaType.h"
#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "core/prompt/PromptFiles.h"
#include "core/text/ErrorText.h"
#include "ui/editor/DraftKeeper.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/NoticeBar.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <map>

namespace triptych {

namespace {

constexpr qint64 largestInsert = 1024 * 1024;
const QString fileNotice = QStringLiteral("file");

QString suffix()
{
    return QStringLiteral(".prompty");
}

bool isAttachment(const QString &file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) && !sniffedMediaType(source.read(16)).isEmpty();
}

QString sameFile(const QString &file)
{
    const QFileInfo info(file);
    return info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
}

} // namespace

std::unique_ptr<PromptTab> EditorTabs::tabOf(const Draft &draft) const
{
    auto parsed = PromptDocument::parse(draft.bytes, draft.title);
    if (!parsed)
        return nullptr; // stays on disk
    auto tab = std::make_unique<PromptTab>();
    tab->file = draft.file;
    tab->name = draft.title;
    tab->draftId = draft.id;
    tab->hasDraft = true;
    tab->saved = std::move(parsed).value();
    if (draft.isPristine)
        return tab;
    tab->restored = tab->saved.body();
    tab->saved.setBody({});
    if (!draft.file.isEmpty()) {
        if (auto onDisk = loadPrompt(draft.file))
            tab->saved = std::move(onDisk).value();
    }
    return tab;
}

std::unique_ptr<PromptTab> EditorTabs::tabOf(const QString &file)
{
    auto loaded = loadPrompt(file);
    if (!loaded) {
        report(loaded.error());
        return nullptr;
    }
    auto tab = std::make_unique<PromptTab>();
    tab->saved = std::move(loaded).value();
    tab->file = QFileInfo(file).absoluteFilePath();
    return tab;
}

void EditorTabs::restore(const std::vector<SessionState::Tab> &tabs, int current)
{
    std::map<QString, std::unique_ptr<PromptTab>> drafts;
    const Drafts::Restored kept = m_drafts ? m_drafts->restore() : Drafts::Restored();
    QStringList unreadable = kept.unreadable;
    for (const Draft &draft : kept.drafts) {
        if (auto tab = tabOf(draft))
            drafts.emplace(tab->key(), std::move(tab));
        else
            unreadable << m_drafts->path(draft.id);
    }
    int shown = 0;
    for (std::size_t i = 0; i < tabs.size(); ++i) {
        const auto draft = drafts.find(tabs[i].document);
        auto tab = draft != drafts.end()      ? std::move(draft->second)
            : QFile::exists(tabs[i].document) ? tabOf(tabs[i].document)
                                              : nullptr;
        if (draft != drafts.end())
            drafts.erase(draft);
        if (!tab)
            continue;
        tab->values = tabs[i].values;
        shown = int(i) == current ? count() : shown;
        place(std::move(tab));
    }
    for (auto &[key, tab] : drafts)
        place(std::move(tab));
    Q_EMIT tabsChanged();
    setCurrentIndex(shown);
    if (!unreadable.isEmpty())
        tellOfDrafts(unreadable);
}

/// They are not thrown away: a person may still read them with other means.
void EditorTabs::tellOfDrafts(const QStringList &unreadable)
{
    const QString words
        = tr("%n unsaved prompts of the last session could not be read.", nullptr, int(unreadable.size()));
    m_notice->warn(
        QStringLiteral("drafts"),
        words + QLatin1Char(' ')
            + tr("Their text is still in %1; open it in another editor.").arg(unreadable.join(QStringLiteral(", "))));
}

void EditorTabs::openFile(const QString &file)
{
    for (int i = 0; i < count(); ++i) {
        if (!this->file(i).isEmpty() && sameFile(this->file(i)) == sameFile(file)) {
            setCurrentIndex(i);
            return;
        }
    }
    if (auto tab = tabOf(file))
        append(std::move(tab));
}

void EditorTabs::chooseFile()
{
    auto *dialog
        = new QFileDialog(this, tr("Open a prompt"), {}, tr("Prompts (*.prompty);;Text (*.txt *.md);;All files (*)"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &EditorTabs::takeFiles);
    dialog->open();
}

void EditorTabs::save()
{
    if (m_current < 0)
        return;
    if (current().file.isEmpty())
        saveAs();
    else
        saveTo(current().file);
}

void EditorTabs::saveAs()
{
    if (m_current < 0)
        return;
    auto *dialog
        = new QFileDialog(this, tr("Save the prompt"), current().file, tr("Prompts (*.prompty);;All files (*)"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix().sliced(1));
    if (current().file.isEmpty())
        dialog->selectFile(current().name.isEmpty() ? tr("untitled") + suffix() : current().name);
    connect(dialog, &QFileDialog::fileSelected, this, &EditorTabs::saveTo);
    dialog->open();
}

void EditorTabs::saveTo(const QString &file)
{
    PromptTab &tab = current();
    const PromptDocument document = tab.document();
    if (auto moved = copyAttachments(document.body(), attachmentFolders(), QFileInfo(file).absolutePath()); !moved)
        return report(moved.error());
    if (auto saved = savePrompt(file, document); !saved) {
        report(saved.error());
        return;
    }
    m_notice->hide();
    tab.saved = document;
    tab.file = QFileInfo(file).absoluteFilePath();
    m_shownDirty[std::size_t(m_current)] = false;
    writeDrafts();
    Q_EMIT tabsChanged();
}

void EditorTabs::rename(int index, const QString &name)
{
    PromptTab &tab = *m_tabs[std::size_t(index)];
    const QString wanted = name.trimmed();
    if (wanted.isEmpty() || wanted == title(index) || wanted.contains(u'/'))
        return;
    if (tab.file.isEmpty()) {
        tab.name = wanted;
    } else {
        const QString target = QFileInfo(tab.file).dir().filePath(wanted);
        if (!QFile::rename(tab.file, target)) { // never replaces a file
            m_notice->warn(fileNotice,
                           tr("%1 could not be renamed to %2. Choose another name, or check the rights of the folder.")
                               .arg(title(index), wanted));
            return;
        }
        tab.file = target;
    }
    writeDrafts();
    Q_EMIT tabsChanged();
}

void EditorTabs::close(int index)
{
    const PromptTab *tab = m_tabs[std::size_t(index)].get();
    const auto drop = [this, tab] {
        for (int i = 0; i < count(); ++i) {
            if (m_tabs[std::size_t(i)].get() != tab)
                continue;
            this->drop(i);
            if (m_tabs.empty())
                newPrompt();
            Q_EMIT tabsChanged();
            return;
        }
    };
    if (!tab->isDirty()) {
        drop();
        return;
    }
    setCurrentIndex(index);
    const auto saveAndDrop = [this, drop] {
        if (current().file.isEmpty()) {
            saveAs();
            return;
        }
        saveTo(current().file);
        if (!current().isDirty())
            drop();
    };
    m_notice->ask(tr("%1 has changes that are not saved.").arg(title(index)),
                  {{tr("Save"), saveAndDrop, true}, {tr("Discard"), drop, false}, {tr("Keep open"), {}, false}});
}

void EditorTabs::takeFiles(const QStringList &files)
{
    for (const QString &file : files) {
        const QString kind = QFileInfo(file).suffix().toLower();
        if (kind == QLatin1String("gguf"))
            Q_EMIT modelFileDropped(file);
        else if (kind == QLatin1String("prompty") || sender() != editor())
            openFile(file);
        else if (isAttachment(file))
            attach({file});
        else
            insertFile(file);
    }
}

/// A text file that is dropped on the prompt goes in where the caret is.
void EditorTabs::insertFile(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) {
        report({.kind = ErrorKind::Storage,
                .cause = QStringLiteral("storage"),
                .message = QStringLiteral("%1: %2").arg(file, source.errorString())});
        return;
    }
    const QByteArray bytes = source.read(largestInsert + 1);
    const QString text = QString::fromUtf8(bytes);
    if (bytes.size() > largestInsert || text.contains(QChar::ReplacementCharacter) || text.contains(QChar::Null)) {
        m_notice->warn(fileNotice,
                       tr("%1 was not inserted: it is no text, or larger than 1 MB. Copy the part that is needed.")
                           .arg(QFileInfo(file).fileName()));
        return;
    }
    editor()->SendScintilla(QsciScintilla::SCI_REPLACESEL, text.toUtf8().constData());
}

void EditorTabs::report(const Error &error)
{
    const ErrorSentence sentence = describe(error);
    m_notice->warn(fileNotice, sentence.text());
}

} // namespace triptych
