// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/AboutDialog.h"

#include "ui/shell/Theme.h"

#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace triptych {

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent)
    : SheetDialog(theme, QStringLiteral("aboutDialog"), parent)
{
    setWindowTitle(tr("About Triptych"));
    auto *title = new QLabel(QStringLiteral("Triptych " TRIPTYCH_VERSION), this);
    title->setObjectName(QStringLiteral("aboutTitle"));
    title->setFont(theme.largeFont());
    auto *text = new QLabel(
        tr("A workbench for prompting language models side by side. Free software under the GNU General Public License, version 3 or later."),
        this);
    text->setObjectName(QStringLiteral("aboutText"));
    text->setWordWrap(true);
    head().addWidget(title);
    head().addWidget(text);

    QTreeWidget *list = makeTable({tr("Library"), tr("Licence"), tr("Home")});
    list->setObjectName(QStringLiteral("libraryList"));
    list->setAccessibleName(tr("Libraries and their licences"));
    const QList<Library> all = libraries();
    for (const Library &library : all)
        new QTreeWidgetItem(list, {library.name, library.licence, library.home});
    resize(680, 500);
}

QList<AboutDialog::Library> AboutDialog::libraries()
{
    const auto row = [](const char *name, const char *licence, const char *home) {
        return Library {QLatin1String(name), QLatin1String(licence), QLatin1String(home)};
    };
    QList<Library> all {
        {QStringLiteral("Qt ") + QLatin1String(qVersion()), QStringLiteral("LGPL-3.0"), QStringLiteral("qt.io")},
        row("QScintilla", "GPL-3.0", "riverbankcomputing.com/software/qscintilla"),
        row("libsodium", "ISC", "libsodium.org"),
        row("simdjson", "Apache-2.0", "simdjson.org"),
        row("Boost.Beast", "BSL-1.0", "boost.org"),
        row("yaml-cpp", "MIT", "github.com/jbeder/yaml-cpp"),
        row("Fontconfig", "HPND", "fontconfig.org"),
        row("MD4C", "MIT", "github.com/mity/md4c"),
        row("zlib", "Zlib", "zlib.net"),
        row("zxcvbn-c", "MIT", "github.com/tsyrogit/zxcvbn-c"),
    };
    all << Library {tr("%1 (through Qt)").arg(QLatin1String("OpenSSL")), QStringLiteral("Apache-2.0"),
                    QStringLiteral("openssl.org")}
        << Library {QStringLiteral("SQLite"), tr("Public domain"), QStringLiteral("sqlite.org")}
        << Library {tr("%1 (a program of its own)").arg(QLatin1String("llama.cpp")), QStringLiteral("MIT"),
                    QStringLiteral("github.com/ggml-org/llama.cpp")};
    return all;
}

} // namespace triptych
