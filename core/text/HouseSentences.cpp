// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {


const Sentence sentences[] = {
    // Keys and the vault
    {"no_key", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "%1 needs a key"), QT_TRANSLATE_NOOP("ErrorText", "It is stored encrypted in the vault and sent to this provider only.")},
    {"key.format", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key cannot be sent as it is"), QT_TRANSLATE_NOOP("ErrorText", "Copy it again from the provider and replace it.")},
    {"key.insecure", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The address is not encrypted, so no key is sent there"),
     QT_TRANSLATE_NOOP("ErrorText", "Use an https address; plain http is for this machine only.")},
    {"key_origin", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key was stored for another address"),
     QT_TRANSLATE_NOOP("ErrorText", "Add the key again for the new address, or restore the old one.")},
    {"key_size", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The key is empty or far too long to be one"), QT_TRANSLATE_NOOP("ErrorText", "Copy it again from the provider.")},
    {"key_count", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The vault holds as many keys as it can"), QT_TRANSLATE_NOOP("ErrorText", "Remove keys that are not used any more.")},
    {"key_unknown", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The vault has no such key"), QT_TRANSLATE_NOOP("ErrorText", "List the keys again; it may have been removed.")},
    {"key.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key cannot be used"), QT_TRANSLATE_NOOP("ErrorText", "Replace it, or use another one.")},
    {"vault_locked", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The vault is locked"), QT_TRANSLATE_NOOP("ErrorText", "Unlock it; the lane then goes on by itself.")},
    {"vault.password", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The password does not open this vault"), QT_TRANSLATE_NOOP("ErrorText", "Check the keyboard layout and Caps Lock.")},
    {"vault.damaged", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The vault file is damaged"),
     QT_TRANSLATE_NOOP("ErrorText", "It stays as it is. The newest good backup can be opened instead.")},
    {"vault.newer", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A newer Triptych wrote this vault"), QT_TRANSLATE_NOOP("ErrorText", "Update Triptych, or use a backup from before.")},
    {"vault.expensive", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Opening this vault would take more memory or time than is allowed"),
     QT_TRANSLATE_NOOP("ErrorText", "The file may have been tampered with. Use a backup.")},
    {"vault.memory", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "There is not enough free memory to open the vault"), QT_TRANSLATE_NOOP("ErrorText", "Close other programs, then try again.")},
    {"vault.busy", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Another program is using the vault"), QT_TRANSLATE_NOOP("ErrorText", "Try again when it is done.")},
    {"vault.changed", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Another program has changed the vault meanwhile"),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was overwritten. Unlock it again, then repeat the change.")},
    {"vault.write", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The vault could not be saved"), QT_TRANSLATE_NOOP("ErrorText", "The old file is whole. Check the disk and the rights of the folder.")},
    {"vault.absent", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "There is no vault yet"), QT_TRANSLATE_NOOP("ErrorText", "Create one; it takes a password.")},
    {"vault.exists", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "There is a vault already"), QT_TRANSLATE_NOOP("ErrorText", "Unlock it, or change its password.")},
    {"vault.password_length", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The password is too short or too long"), QT_TRANSLATE_NOOP("ErrorText", "Choose another one.")},
    {"vault.read", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The vault file cannot be read"), QT_TRANSLATE_NOOP("ErrorText", "Check its rights and the disk.")},
    {"vault.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The vault cannot be used"), QT_TRANSLATE_NOOP("ErrorText", "It stays as it is. A backup can be opened instead.")},
    {"crypto.memory", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "There is not enough free memory to derive the key"), QT_TRANSLATE_NOOP("ErrorText", "Close other programs, then try again.")},
    {"crypto.forged", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Sealed data was changed"), QT_TRANSLATE_NOOP("ErrorText", "Use a backup.")},
    {"crypto.*", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The encryption library refused its work"), QT_TRANSLATE_NOOP("ErrorText", "Check how libsodium is installed.")},

    // Files
    {"disk_full", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The disk is full"), QT_TRANSLATE_NOOP("ErrorText", "Make room. What is on the screen is kept and saved then.")},
    {"storage", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A file cannot be read or written"), QT_TRANSLATE_NOOP("ErrorText", "Check that it exists, its rights and the disk.")},
    {"unsaved", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This could not be saved yet"), QT_TRANSLATE_NOOP("ErrorText", "It is saved as soon as there is room.")},
    {"file.format", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A file of Triptych is faulty"), QT_TRANSLATE_NOOP("ErrorText", "Mend the line; until then the defaults hold, and the file is kept.")},
    {"file.absent", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "There is no such file"), QT_TRANSLATE_NOOP("ErrorText", "Check its name and its folder.")},
    {"file.large", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A file is larger than it can be"), QT_TRANSLATE_NOOP("ErrorText", "Check that it is the right one.")},
    {"file.read", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A file could not be read"), QT_TRANSLATE_NOOP("ErrorText", "Check its rights and the disk.")},
    {"file.write", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A file could not be saved"), QT_TRANSLATE_NOOP("ErrorText", "The old one is whole. Check its rights and the disk.")},
    {"prices.format", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The price list is faulty"), QT_TRANSLATE_NOOP("ErrorText", "Costs are unknown until it is mended.")},
    {"preset*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The description of a provider is faulty"), QT_TRANSLATE_NOOP("ErrorText", "It is skipped until the line is mended.")},
    {"record.json", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A stored answer cannot be read"), QT_TRANSLATE_NOOP("ErrorText", "It is left out; the others are not touched.")},
    {"spool.line", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A line of a spool file cannot be read"), QT_TRANSLATE_NOOP("ErrorText", "It is left out; the others are taken over.")},
    {"draft_id", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The name of a draft is not valid"), QT_TRANSLATE_NOOP("ErrorText", "Save the document under a name of its own.")},

    // History
    {"history.damaged", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The history file is damaged"),
     QT_TRANSLATE_NOOP("ErrorText", "It was set aside and a new one begun. Its readable part can be recovered.")},
    {"history.newer", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A newer Triptych wrote this history"),
     QT_TRANSLATE_NOOP("ErrorText", "It can be read; new runs wait beside it for that Triptych. Update this one to see them.")},
    {"history.read_only", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The history cannot be written"),
     QT_TRANSLATE_NOOP("ErrorText", "New runs are not stored. Check the rights of the file and its folder.")},
    {"history.disk_full", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The disk is full, so the history does not grow"),
     QT_TRANSLATE_NOOP("ErrorText", "Make room. Runs on the screen are kept and stored then.")},
    {"history.busy", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Another program keeps the history busy"), QT_TRANSLATE_NOOP("ErrorText", "Nothing is lost; it is stored as soon as the file is free.")},
    {"history.refused", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The history refused a part of a run"), QT_TRANSLATE_NOOP("ErrorText", "It lies in this file; everything else is stored.")},
    {"history.memory", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "There was too little memory for the history"), QT_TRANSLATE_NOOP("ErrorText", "Close other programs; runs on the screen are kept.")},
    {"history.unknown_run", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The history has no such run"), QT_TRANSLATE_NOOP("ErrorText", "It may have been deleted. List the history again.")},
    {"history.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The history could not do its work"), QT_TRANSLATE_NOOP("ErrorText", "Check the disk; runs on the screen are kept.")},

    // Prompts and words
    {"prompt_empty", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The prompt is empty"), QT_TRANSLATE_NOOP("ErrorText", "Write something below a line that says user:")},
    {"prompt_invalid", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The prompt file cannot be read"), QT_TRANSLATE_NOOP("ErrorText", "Mend the place that is named.")},
    {"prompt_too_large", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The prompt file is too large"), QT_TRANSLATE_NOOP("ErrorText", "A prompt may have 16 MiB.")},
    {"variable_undefined", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A variable of the prompt has no value"), QT_TRANSLATE_NOOP("ErrorText", "Fill it in below the prompt.")},
    {"lane.address", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A lane is written as provider/model"), QT_TRANSLATE_NOOP("ErrorText", "An example is local/demo#temperature=0")},
    {"setting.unknown", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "There is no such setting"), QT_TRANSLATE_NOOP("ErrorText", "Leave it out, or check how it is written.")},
    {"setting.value", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This value is out of range"), QT_TRANSLATE_NOOP("ErrorText", "Change it, or reset it so that it is not sent.")},
    {"provider.unknown", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "There is no such provider"), QT_TRANSLATE_NOOP("ErrorText", "Add its address, or check how the id is written.")},

    // Models, their files and the local server
    {"local.exec", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "llama-server cannot be started"),
     QT_TRANSLATE_NOOP("ErrorText", "Build it with packaging/run.sh, or name another one in the settings.")},
    {"local.crash_loop", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "llama-server crashed twice within a minute and was stopped"),
     QT_TRANSLATE_NOOP("ErrorText", "Read its log, then use a smaller context or another model.")},
    {"local.crash*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "llama-server crashed"), QT_TRANSLATE_NOOP("ErrorText", "It is started again once. Read its log if it happens again.")},
    {"local.oom", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The model does not fit into memory"), QT_TRANSLATE_NOOP("ErrorText", "Use a smaller model or a smaller context.")},
    {"local.load_timeout", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The model did not finish loading in time"), QT_TRANSLATE_NOOP("ErrorText", "Read the log of llama-server, or use a smaller model.")},
    {"local.port", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "llama-server found no free port"), QT_TRANSLATE_NOOP("ErrorText", "Try again; another program may have taken it.")},
    {"local.silent", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "llama-server answered nothing any more"), QT_TRANSLATE_NOOP("ErrorText", "It was stopped. Run the lane again; it then starts anew.")},
    {"local.stopped", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "llama-server was stopped"), QT_TRANSLATE_NOOP("ErrorText", "Run the lane again; it then starts anew.")},
    {"local.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The local server does not work"), QT_TRANSLATE_NOOP("ErrorText", "Read its log, or name another llama-server in the settings.")},
    {"model.storage", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The folder of models cannot be changed"), QT_TRANSLATE_NOOP("ErrorText", "Check its rights and the disk.")},
    {"model.taken", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A model of this name is there already"), QT_TRANSLATE_NOOP("ErrorText", "Rename the file, or remove the other one.")},
    {"model.unknown", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 does not know this model"),
     QT_TRANSLATE_NOOP("ErrorText", "Fetch the list of models, or check how the id is written.")},
    {"model.name", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The name of the model cannot be used"), QT_TRANSLATE_NOOP("ErrorText", "Use small letters, digits, dots and hyphens.")},
    {"model.not_added", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This model was not added by a person, so it cannot be removed"), QT_TRANSLATE_NOOP("ErrorText", "It belongs to the program.")},
    {"model.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The model cannot be used"), QT_TRANSLATE_NOOP("ErrorText", "Check its name, or add the file again.")},
    {"gguf.magic", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This is no GGUF file"), QT_TRANSLATE_NOOP("ErrorText", "Choose a file that ends in .gguf and was fetched whole.")},
    {"gguf.version", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This version of GGUF is not read"), QT_TRANSLATE_NOOP("ErrorText", "Get the model in version 2 or 3.")},
    {"gguf.truncated", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The model file is cut off"), QT_TRANSLATE_NOOP("ErrorText", "Fetch it again.")},
    {"gguf.counts", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The header of the model file names impossible sizes"),
     QT_TRANSLATE_NOOP("ErrorText", "It was not opened any further. Fetch it again from a source that you trust.")},
    {"gguf.tensor", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The weights of the model file are laid out wrongly"),
     QT_TRANSLATE_NOOP("ErrorText", "It was not run. Fetch it again from a source that you trust.")},
    {"gguf.not_a_file", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This cannot be read as a file"), QT_TRANSLATE_NOOP("ErrorText", "Choose a regular file that you may read.")},
    {"gguf.empty", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The model file is empty"), QT_TRANSLATE_NOOP("ErrorText", "Fetch it once more.")},
    {"gguf.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The model file is not sound"), QT_TRANSLATE_NOOP("ErrorText", "It was not run. Fetch it again.")},
};

} // namespace

std::span<const Sentence> houseSentences()
{
    return sentences;
}

} // namespace triptych
