<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ClientText</name>
    <message>
        <source>Claude Code</source>
        <translation>Claude Code</translation>
    </message>
    <message>
        <source>Run these in a shell where ANTHROPIC_API_KEY is not set.</source>
        <translation>在没有设置 ANTHROPIC_API_KEY 的终端里运行。</translation>
    </message>
    <message>
        <source>VS Code: Custom Endpoint</source>
        <translation>VS Code：自定义端点</translation>
    </message>
    <message>
        <source>Run “Chat: Manage Language Models”, choose “Add Models”, then “Custom Endpoint”, and paste the token as the API key. Give the models in the file that opens; leave the apiKey that stands there.</source>
        <translation>运行“Chat: Manage Language Models”，选择“Add Models”，再选“Custom Endpoint”，把令牌作为 API key 粘贴。在打开的文件里写上模型；其中的 apiKey 不要改动。</translation>
    </message>
    <message>
        <source>VS Code: Ollama</source>
        <translation>VS Code：Ollama</translation>
    </message>
    <message>
        <source>Into settings.json. Then run “Chat: Manage Language Models”, choose “Ollama” and tick models. Use a token that may use Ollama and nothing else.</source>
        <translation>写入 settings.json。然后运行“Chat: Manage Language Models”，选择“Ollama”并勾选模型。请用只允许 Ollama 的令牌。</translation>
    </message>
    <message>
        <source>OpenAI for Python</source>
        <translation>OpenAI（Python）</translation>
    </message>
    <message>
        <source>OpenAI for JavaScript</source>
        <translation>OpenAI（JavaScript）</translation>
    </message>
    <message>
        <source>Anthropic for Python</source>
        <translation>Anthropic（Python）</translation>
    </message>
    <message>
        <source>Anthropic for JavaScript</source>
        <translation>Anthropic（JavaScript）</translation>
    </message>
    <message>
        <source>Ollama for Python</source>
        <translation>Ollama（Python）</translation>
    </message>
    <message>
        <source>Ollama for JavaScript</source>
        <translation>Ollama（JavaScript）</translation>
    </message>
    <message>
        <source>Other Ollama programs</source>
        <translation>其他 Ollama 程序</translation>
    </message>
    <message>
        <source>Where the program lets you set the address of the Ollama server.</source>
        <translation>填在程序设置 Ollama 服务器地址的地方。</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>Prometheus</source>
        <translation>Prometheus</translation>
    </message>
    <message>
        <source>Add it to the scrape_configs of your own file. Write a token that may use metrics and nothing else into the file that it names.</source>
        <translation>加到您自己文件的 scrape_configs 里。把只允许读取指标的令牌写入其中指定的文件。</translation>
    </message>
</context>
<context>
    <name>DraftFaultText</name>
    <message>
        <source>The address holds a user and leads to %1. Take out what stands before the @.</source>
        <translation>地址中含有用户名，实际指向 %1。请删去 @ 之前的内容。</translation>
    </message>
    <message>
        <source>The address ends in a ? or a #. Take out what begins there.</source>
        <translation>地址以 ? 或 # 结尾。请删去从那里开始的内容。</translation>
    </message>
    <message>
        <source>%1 is not this machine, so plain http would show the key to all. Write https.</source>
        <translation>%1 不是本机，用明文 http 会让所有人看到密钥。请写 https。</translation>
    </message>
    <message>
        <source>The host holds letters that look like others. It is really %1; write it so if you mean it.</source>
        <translation>主机名含有与其他字母相似的字符，它实际上是 %1；如果确实要用，请这样写。</translation>
    </message>
    <message>
        <source>The sign-in needs the name of a header, such as x-api-key; “%1” cannot be one.</source>
        <translation>登录方式需要一个请求头名称，例如 x-api-key；“%1”不能作为名称。</translation>
    </message>
    <message>
        <source>The signature needs a region, such as us-east-1.</source>
        <translation>签名需要区域，例如 us-east-1。</translation>
    </message>
    <message>
        <source>The signature needs a service, such as bedrock.</source>
        <translation>签名需要服务，例如 bedrock。</translation>
    </message>
    <message>
        <source>“%1” is no name of a header: letters, digits and hyphens are.</source>
        <translation>“%1”不是请求头名称：只能用字母、数字和连字符。</translation>
    </message>
    <message>
        <source>Triptych writes the header “%1” itself. Remove it.</source>
        <translation>请求头“%1”由 Triptych 自己写入。请删除它。</translation>
    </message>
    <message>
        <source>The header “%1” holds keys. Tick “Secret”, so that its value goes into the vault.</source>
        <translation>请求头“%1”用于存放密钥。请勾选“机密”，使其值存入密钥库。</translation>
    </message>
    <message>
        <source>The header “%1” stands here twice. Remove one.</source>
        <translation>请求头“%1”出现了两次。请删除一个。</translation>
    </message>
    <message>
        <source>The sign-in sends the header “%1” already. Remove it, or change the sign-in.</source>
        <translation>登录方式已发送请求头“%1”。请删除它，或更改登录方式。</translation>
    </message>
    <message>
        <source>The value of “%1” holds what no header can: only one line of ASCII can be sent.</source>
        <translation>“%1”的值含有请求头不允许的内容：只能发送一行 ASCII 字符。</translation>
    </message>
    <message>
        <source>The extra body is no JSON at line %2, column %3: %1</source>
        <translation>附加请求体在第 %2 行第 %3 列不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>The extra body has to be an object: begin it with { and end it with }.</source>
        <translation>附加请求体必须是一个对象：以 { 开头，以 } 结尾。</translation>
    </message>
    <message>
        <source>This is no address: write https:// and the host, then the path.</source>
        <translation>这不是地址：请写 https:// 和主机，然后是路径。</translation>
    </message>
    <message>
        <source>Give the CA file with its full path, from / on.</source>
        <translation>请给出 CA 文件的完整路径，从 / 开始。</translation>
    </message>
    <message>
        <source>“%1” is no id of a model: write it without blanks.</source>
        <translation>“%1”不是模型 ID：请去掉其中的空白。</translation>
    </message>
    <message>
        <source>“%1” is no base model: write a provider and its model, such as openai/gpt-6-luna.</source>
        <translation>“%1”不是基础模型：请写服务商和模型，例如 openai/gpt-6-luna。</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>%1&#xa0;s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1&#xa0;min</source>
        <comment>minutes</comment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>A variable of the environment holds one. It is sent to this address after you allow it once.</source>
        <translation>环境变量里有一个。允许一次之后，它才会发送到这个地址。</translation>
    </message>
    <message>
        <source>There is room again in %1.</source>
        <translation>%1后又有余量。</translation>
    </message>
    <message>
        <source>The provider</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a sentence and its full stop</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>what a provider said</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what happened, and to which thing</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The name of the server leads to a private address.</source>
        <translation>服务器的名称指向一个私有地址。</translation>
    </message>
    <message>
        <source>This answer is not in the history yet.</source>
        <translation>这个答案还没有写入历史。</translation>
    </message>
    <message>
        <source>the model refuses this parameter</source>
        <translation>该模型拒绝这个参数</translation>
    </message>
    <message>
        <source>the protocol has no such parameter</source>
        <translation>该协议没有这个参数</translation>
    </message>
    <message>
        <source>above the model&apos;s limit</source>
        <translation>超过该模型的上限</translation>
    </message>
    <message>
        <source>above what the provider takes</source>
        <translation>超过服务商接受的范围</translation>
    </message>
    <message>
        <source>the provider takes only its default</source>
        <translation>服务商只接受默认值</translation>
    </message>
    <message>
        <source>the model does not reason</source>
        <translation>该模型不做推理</translation>
    </message>
    <message>
        <source>the model has no such effort; the nearest one is sent</source>
        <translation>该模型没有这一强度，改发最接近的一档</translation>
    </message>
    <message>
        <source>the model cannot turn reasoning off</source>
        <translation>该模型不能关闭推理</translation>
    </message>
    <message>
        <source>the provider only turns reasoning on or off</source>
        <translation>服务商只能开启或关闭推理</translation>
    </message>
    <message>
        <source>the reasoning budget is sent instead</source>
        <translation>改发推理预算</translation>
    </message>
    <message>
        <source>a reasoning budget lies between 1024 and the maximum of tokens</source>
        <translation>推理预算须在 1024 与词元上限之间</translation>
    </message>
    <message>
        <source>not possible while the model reasons</source>
        <translation>模型推理时不可用</translation>
    </message>
    <message>
        <source>the protocol demands a maximum</source>
        <translation>协议要求给出上限</translation>
    </message>
    <message>
        <source>the model cannot call tools</source>
        <translation>该模型不能调用工具</translation>
    </message>
    <message>
        <source>only another protocol knows this content</source>
        <translation>只有另一种协议认识这一内容</translation>
    </message>
    <message>
        <source>the arguments are no JSON object</source>
        <translation>参数不是 JSON 对象</translation>
    </message>
    <message>
        <source>max tokens</source>
        <translation>最大词元数</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>top p</source>
        <translation>top p</translation>
    </message>
    <message>
        <source>top k</source>
        <translation>top k</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>stop words</source>
        <translation>停止词</translation>
    </message>
    <message>
        <source>effort</source>
        <translation>推理强度</translation>
    </message>
    <message>
        <source>reasoning budget</source>
        <translation>推理预算</translation>
    </message>
    <message>
        <source>%1 needs a key</source>
        <translation>%1 需要密钥</translation>
    </message>
    <message>
        <source>It is stored encrypted in the vault and sent to this provider only.</source>
        <translation>密钥加密存放在密钥库中，只发送给这家服务商。</translation>
    </message>
    <message>
        <source>The key cannot be sent as it is</source>
        <translation>这个密钥不能原样发送</translation>
    </message>
    <message>
        <source>Copy it again from the provider and replace it.</source>
        <translation>从服务商处重新复制，再替换它。</translation>
    </message>
    <message>
        <source>The address is not encrypted, so no key is sent there</source>
        <translation>地址没有加密，因此不向它发送密钥</translation>
    </message>
    <message>
        <source>Use an https address; plain http is for this machine only.</source>
        <translation>使用 https 地址；明文 http 只用于本机。</translation>
    </message>
    <message>
        <source>The key was stored for another address</source>
        <translation>密钥是为另一个地址存放的</translation>
    </message>
    <message>
        <source>Add the key again for the new address, or restore the old one.</source>
        <translation>为新地址重新添加密钥，或恢复旧地址。</translation>
    </message>
    <message>
        <source>The key is empty or far too long to be one</source>
        <translation>密钥为空，或长得不可能是密钥</translation>
    </message>
    <message>
        <source>Copy it again from the provider.</source>
        <translation>从服务商处重新复制。</translation>
    </message>
    <message>
        <source>The vault holds as many keys as it can</source>
        <translation>密钥库中的密钥已达上限</translation>
    </message>
    <message>
        <source>Remove keys that are not used any more.</source>
        <translation>移除不再使用的密钥。</translation>
    </message>
    <message>
        <source>The vault has no such key</source>
        <translation>密钥库中没有这个密钥</translation>
    </message>
    <message>
        <source>List the keys again; it may have been removed.</source>
        <translation>重新列出密钥；它可能已被移除。</translation>
    </message>
    <message>
        <source>The key cannot be used</source>
        <translation>密钥无法使用</translation>
    </message>
    <message>
        <source>Replace it, or use another one.</source>
        <translation>更换它，或使用另一个。</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>密钥库已锁定</translation>
    </message>
    <message>
        <source>The password does not open this vault</source>
        <translation>密码打不开这个密钥库</translation>
    </message>
    <message>
        <source>Check the keyboard layout and Caps Lock.</source>
        <translation>检查键盘布局和大写锁定。</translation>
    </message>
    <message>
        <source>The vault file is damaged</source>
        <translation>密钥库文件已损坏</translation>
    </message>
    <message>
        <source>It stays as it is. The newest good backup can be opened instead.</source>
        <translation>它保持原样。可以改为打开最新的完好备份。</translation>
    </message>
    <message>
        <source>A newer Triptych wrote this vault</source>
        <translation>这个密钥库由更新的 Triptych 写入</translation>
    </message>
    <message>
        <source>Update Triptych, or use a backup from before.</source>
        <translation>更新 Triptych，或使用此前的备份。</translation>
    </message>
    <message>
        <source>Opening this vault would take more memory or time than is allowed</source>
        <translation>打开这个密钥库所需的内存或时间超过允许范围</translation>
    </message>
    <message>
        <source>The file may have been tampered with. Use a backup.</source>
        <translation>文件可能被篡改过。使用备份。</translation>
    </message>
    <message>
        <source>There is not enough free memory to open the vault</source>
        <translation>空闲内存不足以打开密钥库</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>关闭其他程序后再试。</translation>
    </message>
    <message>
        <source>Another program is using the vault</source>
        <translation>另一个程序正在使用密钥库</translation>
    </message>
    <message>
        <source>Try again when it is done.</source>
        <translation>等它结束后再试。</translation>
    </message>
    <message>
        <source>Another program has changed the vault meanwhile</source>
        <translation>另一个程序此间更改了密钥库</translation>
    </message>
    <message>
        <source>Nothing was overwritten. Unlock it again, then repeat the change.</source>
        <translation>没有覆盖任何内容。重新解锁，再重复这次更改。</translation>
    </message>
    <message>
        <source>The vault could not be saved</source>
        <translation>密钥库无法保存</translation>
    </message>
    <message>
        <source>The old file is whole. Check the disk and the rights of the folder.</source>
        <translation>旧文件完好。检查磁盘和文件夹权限。</translation>
    </message>
    <message>
        <source>There is no vault yet</source>
        <translation>还没有密钥库</translation>
    </message>
    <message>
        <source>Create one; it takes a password.</source>
        <translation>创建一个；需要设一个密码。</translation>
    </message>
    <message>
        <source>There is a vault already</source>
        <translation>已有密钥库</translation>
    </message>
    <message>
        <source>Unlock it, or change its password.</source>
        <translation>解锁它，或更改它的密码。</translation>
    </message>
    <message>
        <source>The password is too short or too long</source>
        <translation>密码太短或太长</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>另选一个。</translation>
    </message>
    <message>
        <source>The vault file cannot be read</source>
        <translation>密钥库文件无法读取</translation>
    </message>
    <message>
        <source>Check its rights and the disk.</source>
        <translation>检查它的权限和磁盘。</translation>
    </message>
    <message>
        <source>The vault cannot be used</source>
        <translation>密钥库无法使用</translation>
    </message>
    <message>
        <source>It stays as it is. A backup can be opened instead.</source>
        <translation>它保持原样。可以打开备份。</translation>
    </message>
    <message>
        <source>There is not enough free memory to derive the key</source>
        <translation>空闲内存不足以派生密钥</translation>
    </message>
    <message>
        <source>Sealed data was changed</source>
        <translation>封存的数据被改动过</translation>
    </message>
    <message>
        <source>Use a backup.</source>
        <translation>使用备份。</translation>
    </message>
    <message>
        <source>The encryption library refused its work</source>
        <translation>加密库拒绝工作</translation>
    </message>
    <message>
        <source>Check how libsodium is installed.</source>
        <translation>检查 libsodium 的安装。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Make room. What is on the screen is kept and saved then.</source>
        <translation>腾出空间。屏幕上的内容保留，届时保存。</translation>
    </message>
    <message>
        <source>A file cannot be read or written</source>
        <translation>文件无法读写</translation>
    </message>
    <message>
        <source>Check that it exists, its rights and the disk.</source>
        <translation>检查它是否存在、它的权限和磁盘。</translation>
    </message>
    <message>
        <source>This could not be saved yet</source>
        <translation>这一项尚未能保存</translation>
    </message>
    <message>
        <source>It is saved as soon as there is room.</source>
        <translation>有空间后立即保存。</translation>
    </message>
    <message>
        <source>A file of Triptych is faulty</source>
        <translation>Triptych 的一个文件有误</translation>
    </message>
    <message>
        <source>Mend the line; until then the defaults hold, and the file is kept.</source>
        <translation>修正该行；在此之前使用默认值，文件保留。</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>Check its name and its folder.</source>
        <translation>检查它的名称和文件夹。</translation>
    </message>
    <message>
        <source>A file is larger than it can be</source>
        <translation>文件大得不合理</translation>
    </message>
    <message>
        <source>Check that it is the right one.</source>
        <translation>检查是否选对了文件。</translation>
    </message>
    <message>
        <source>A file could not be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>A file could not be saved</source>
        <translation>文件无法保存</translation>
    </message>
    <message>
        <source>The old one is whole. Check its rights and the disk.</source>
        <translation>旧文件完好。检查它的权限和磁盘。</translation>
    </message>
    <message>
        <source>The price list is faulty</source>
        <translation>价格表有误</translation>
    </message>
    <message>
        <source>Costs are unknown until it is mended.</source>
        <translation>修正之前费用未知。</translation>
    </message>
    <message>
        <source>The description of a provider is faulty</source>
        <translation>服务商的描述有误</translation>
    </message>
    <message>
        <source>It is skipped until the line is mended.</source>
        <translation>该行修正之前跳过它。</translation>
    </message>
    <message>
        <source>A stored answer cannot be read</source>
        <translation>一个存放的答案无法读取</translation>
    </message>
    <message>
        <source>It is left out; the others are not touched.</source>
        <translation>略过它；其余不受影响。</translation>
    </message>
    <message>
        <source>A line of a spool file cannot be read</source>
        <translation>暂存文件中有一行无法读取</translation>
    </message>
    <message>
        <source>It is left out; the others are taken over.</source>
        <translation>略过它；其余照常收入。</translation>
    </message>
    <message>
        <source>The name of a draft is not valid</source>
        <translation>草稿的名称无效</translation>
    </message>
    <message>
        <source>Save the document under a name of its own.</source>
        <translation>给文档另取名称保存。</translation>
    </message>
    <message>
        <source>The history file is damaged</source>
        <translation>历史文件已损坏</translation>
    </message>
    <message>
        <source>It was set aside and a new one begun. Its readable part can be recovered.</source>
        <translation>它被移到一旁，并新建了一个。可读的部分能够恢复。</translation>
    </message>
    <message>
        <source>A newer Triptych wrote this history</source>
        <translation>这份历史由更新的 Triptych 写入</translation>
    </message>
    <message>
        <source>The history cannot be written</source>
        <translation>历史无法写入</translation>
    </message>
    <message>
        <source>New runs are not stored. Check the rights of the file and its folder.</source>
        <translation>新的运行不会存放。检查文件及其文件夹的权限。</translation>
    </message>
    <message>
        <source>The disk is full, so the history does not grow</source>
        <translation>磁盘已满，历史不再增长</translation>
    </message>
    <message>
        <source>Make room. Runs on the screen are kept and stored then.</source>
        <translation>腾出空间。屏幕上的运行保留，届时存放。</translation>
    </message>
    <message>
        <source>Another program keeps the history busy</source>
        <translation>另一个程序占用着历史</translation>
    </message>
    <message>
        <source>Nothing is lost; it is stored as soon as the file is free.</source>
        <translation>没有丢失任何内容；文件空闲后立即存放。</translation>
    </message>
    <message>
        <source>The history has no such run</source>
        <translation>历史中没有这次运行</translation>
    </message>
    <message>
        <source>It may have been deleted. List the history again.</source>
        <translation>它可能已被删除。重新列出历史。</translation>
    </message>
    <message>
        <source>The history could not do its work</source>
        <translation>历史未能完成工作</translation>
    </message>
    <message>
        <source>Check the disk; runs on the screen are kept.</source>
        <translation>检查磁盘；屏幕上的运行保留。</translation>
    </message>
    <message>
        <source>The prompt is empty</source>
        <translation>提示词为空</translation>
    </message>
    <message>
        <source>Write something below a line that says user:</source>
        <translation>在写着 user: 的一行下面写些内容。</translation>
    </message>
    <message>
        <source>The prompt file cannot be read</source>
        <translation>提示词文件无法读取</translation>
    </message>
    <message>
        <source>Mend the place that is named.</source>
        <translation>修正所指出的位置。</translation>
    </message>
    <message>
        <source>The prompt file is too large</source>
        <translation>提示词文件太大</translation>
    </message>
    <message>
        <source>A prompt may have 16 MiB.</source>
        <translation>提示词最多 16 MiB。</translation>
    </message>
    <message>
        <source>A variable of the prompt has no value</source>
        <translation>提示词中有一个变量没有值</translation>
    </message>
    <message>
        <source>Fill it in below the prompt.</source>
        <translation>在提示词下方填写它。</translation>
    </message>
    <message>
        <source>A lane is written as provider/model</source>
        <translation>栏写作 服务商/模型</translation>
    </message>
    <message>
        <source>There is no such setting</source>
        <translation>没有这个设置</translation>
    </message>
    <message>
        <source>Leave it out, or check how it is written.</source>
        <translation>去掉它，或检查写法。</translation>
    </message>
    <message>
        <source>This value is out of range</source>
        <translation>这个值超出范围</translation>
    </message>
    <message>
        <source>Change it, or reset it so that it is not sent.</source>
        <translation>更改它，或重置为不发送。</translation>
    </message>
    <message>
        <source>There is no such provider</source>
        <translation>没有这家服务商</translation>
    </message>
    <message>
        <source>Add its address, or check how the id is written.</source>
        <translation>添加它的地址，或检查 id 的写法。</translation>
    </message>
    <message>
        <source>llama-server cannot be started</source>
        <translation>llama-server 无法启动</translation>
    </message>
    <message>
        <source>Build it with packaging/run.sh, or name another one in the settings.</source>
        <translation>用 packaging/run.sh 编译，或在设置中指定另一个。</translation>
    </message>
    <message>
        <source>llama-server crashed twice within a minute and was stopped</source>
        <translation>llama-server 一分钟内崩溃两次，已停止</translation>
    </message>
    <message>
        <source>Read its log, then use a smaller context or another model.</source>
        <translation>查看日志，再使用更小的上下文或另一个模型。</translation>
    </message>
    <message>
        <source>llama-server crashed</source>
        <translation>llama-server 崩溃了</translation>
    </message>
    <message>
        <source>It is started again once. Read its log if it happens again.</source>
        <translation>会再启动一次。若再次发生，查看日志。</translation>
    </message>
    <message>
        <source>The model does not fit into memory</source>
        <translation>内存容不下这个模型</translation>
    </message>
    <message>
        <source>Use a smaller model or a smaller context.</source>
        <translation>使用更小的模型或更小的上下文。</translation>
    </message>
    <message>
        <source>The model did not finish loading in time</source>
        <translation>模型没有按时加载完</translation>
    </message>
    <message>
        <source>Read the log of llama-server, or use a smaller model.</source>
        <translation>查看 llama-server 的日志，或使用更小的模型。</translation>
    </message>
    <message>
        <source>llama-server found no free port</source>
        <translation>llama-server 找不到空闲端口</translation>
    </message>
    <message>
        <source>Try again; another program may have taken it.</source>
        <translation>再试一次；可能被其他程序占用了。</translation>
    </message>
    <message>
        <source>llama-server answered nothing any more</source>
        <translation>llama-server 不再应答</translation>
    </message>
    <message>
        <source>It was stopped. Run the lane again; it then starts anew.</source>
        <translation>它已被停止。再次运行这一栏，它会重新启动。</translation>
    </message>
    <message>
        <source>llama-server was stopped</source>
        <translation>llama-server 已停止</translation>
    </message>
    <message>
        <source>Run the lane again; it then starts anew.</source>
        <translation>再次运行这一栏，它会重新启动。</translation>
    </message>
    <message>
        <source>The local server does not work</source>
        <translation>本地服务器不工作</translation>
    </message>
    <message>
        <source>Read its log, or name another llama-server in the settings.</source>
        <translation>查看日志，或在设置中指定另一个 llama-server。</translation>
    </message>
    <message>
        <source>The folder of models cannot be changed</source>
        <translation>模型文件夹无法更改</translation>
    </message>
    <message>
        <source>A model of this name is there already</source>
        <translation>已有同名的模型</translation>
    </message>
    <message>
        <source>Rename the file, or remove the other one.</source>
        <translation>给文件改名，或移除另一个。</translation>
    </message>
    <message>
        <source>%1 does not know this model</source>
        <translation>%1 不认识这个模型</translation>
    </message>
    <message>
        <source>Fetch the list of models, or check how the id is written.</source>
        <translation>获取模型列表，或检查 id 的写法。</translation>
    </message>
    <message>
        <source>The name of the model cannot be used</source>
        <translation>模型的名称不能使用</translation>
    </message>
    <message>
        <source>Use small letters, digits, dots and hyphens.</source>
        <translation>使用小写字母、数字、点和连字符。</translation>
    </message>
    <message>
        <source>This model was not added by a person, so it cannot be removed</source>
        <translation>这个模型不是由人添加的，不能移除</translation>
    </message>
    <message>
        <source>It belongs to the program.</source>
        <translation>它属于本程序。</translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation>这个模型无法使用</translation>
    </message>
    <message>
        <source>Check its name, or add the file again.</source>
        <translation>检查它的名称，或重新添加文件。</translation>
    </message>
    <message>
        <source>This is no GGUF file</source>
        <translation>这不是 GGUF 文件</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf and was fetched whole.</source>
        <translation>选择以 .gguf 结尾、下载完整的文件。</translation>
    </message>
    <message>
        <source>This version of GGUF is not read</source>
        <translation>不读取这个版本的 GGUF</translation>
    </message>
    <message>
        <source>Get the model in version 2 or 3.</source>
        <translation>获取版本 2 或 3 的模型。</translation>
    </message>
    <message>
        <source>The model file is cut off</source>
        <translation>模型文件被截断</translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation>重新下载。</translation>
    </message>
    <message>
        <source>The header of the model file names impossible sizes</source>
        <translation>模型文件的头部写着不可能的大小</translation>
    </message>
    <message>
        <source>It was not opened any further. Fetch it again from a source that you trust.</source>
        <translation>没有继续打开。从可信的来源重新下载。</translation>
    </message>
    <message>
        <source>The weights of the model file are laid out wrongly</source>
        <translation>模型文件的权重排列有误</translation>
    </message>
    <message>
        <source>It was not run. Fetch it again from a source that you trust.</source>
        <translation>没有运行它。从可信的来源重新下载。</translation>
    </message>
    <message>
        <source>This cannot be read as a file</source>
        <translation>这无法作为文件读取</translation>
    </message>
    <message>
        <source>Choose a regular file that you may read.</source>
        <translation>选择一个有权读取的普通文件。</translation>
    </message>
    <message>
        <source>The model file is empty</source>
        <translation>模型文件为空</translation>
    </message>
    <message>
        <source>Fetch it once more.</source>
        <translation>重新下载一次。</translation>
    </message>
    <message>
        <source>The model file is not sound</source>
        <translation>模型文件不完好</translation>
    </message>
    <message>
        <source>It was not run. Fetch it again.</source>
        <translation>没有运行它。重新下载。</translation>
    </message>
    <message>
        <source>It was stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>What had arrived is kept.</source>
        <translation>已收到的内容保留。</translation>
    </message>
    <message>
        <source>Something that was entered is not right</source>
        <translation>输入的内容有误</translation>
    </message>
    <message>
        <source>Check what is named and change it.</source>
        <translation>检查所指出的内容并更改。</translation>
    </message>
    <message>
        <source>The network failed</source>
        <translation>网络失败</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>检查连接后再试。</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>用时太久</translation>
    </message>
    <message>
        <source>Try again, or allow more time.</source>
        <translation>再试一次，或允许更长的时间。</translation>
    </message>
    <message>
        <source>%1 did not let this request in</source>
        <translation>%1 没有放行这个请求</translation>
    </message>
    <message>
        <source>Check the key and what it may do.</source>
        <translation>检查密钥及其权限。</translation>
    </message>
    <message>
        <source>%1 asks to wait</source>
        <translation>%1 要求等待</translation>
    </message>
    <message>
        <source>Try again later, or use another model.</source>
        <translation>稍后再试，或使用另一个模型。</translation>
    </message>
    <message>
        <source>%1 turned the request down</source>
        <translation>%1 拒绝了请求</translation>
    </message>
    <message>
        <source>Change what it names.</source>
        <translation>更改它所指出的内容。</translation>
    </message>
    <message>
        <source>%1 had a fault of its own</source>
        <translation>%1 自身出错</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>稍后再试。</translation>
    </message>
    <message>
        <source>The answer cannot be read any further</source>
        <translation>答案无法继续读取</translation>
    </message>
    <message>
        <source>What had arrived is kept. Try again.</source>
        <translation>已收到的内容保留。再试一次。</translation>
    </message>
    <message>
        <source>The disk did not do its work</source>
        <translation>磁盘没有完成工作</translation>
    </message>
    <message>
        <source>Check how much room it has and the rights of the folder.</source>
        <translation>检查剩余空间和文件夹权限。</translation>
    </message>
    <message>
        <source>Something that is sealed cannot be opened</source>
        <translation>封存的内容无法打开</translation>
    </message>
    <message>
        <source>Check the password, or use a backup.</source>
        <translation>检查密码，或使用备份。</translation>
    </message>
    <message>
        <source>A helper program failed</source>
        <translation>辅助程序失败</translation>
    </message>
    <message>
        <source>Read its log.</source>
        <translation>查看它的日志。</translation>
    </message>
    <message>
        <source>This is not possible here</source>
        <translation>这里做不到</translation>
    </message>
    <message>
        <source>Use another provider or model.</source>
        <translation>使用另一家服务商或模型。</translation>
    </message>
    <message>
        <source>This machine has no network</source>
        <translation>本机没有网络</translation>
    </message>
    <message>
        <source>Local models work without one. Connect, then run the lane again.</source>
        <translation>本地模型不需要网络。连接之后再运行这一栏。</translation>
    </message>
    <message>
        <source>The address of the provider is not valid</source>
        <translation>服务商的地址无效</translation>
    </message>
    <message>
        <source>Correct it in the settings of the provider.</source>
        <translation>在服务商设置中更正。</translation>
    </message>
    <message>
        <source>Plain http is for this machine only</source>
        <translation>明文 http 只用于本机</translation>
    </message>
    <message>
        <source>Use an https address. Nothing was sent.</source>
        <translation>使用 https 地址。没有发送任何内容。</translation>
    </message>
    <message>
        <source>An extra header of the provider cannot be sent</source>
        <translation>服务商的一个附加头无法发送</translation>
    </message>
    <message>
        <source>The extra body of the request is no JSON object</source>
        <translation>请求的附加内容不是 JSON 对象</translation>
    </message>
    <message>
        <source>The name of the server was not found</source>
        <translation>找不到服务器的名称</translation>
    </message>
    <message>
        <source>Check the address of the provider, the network and its name service.</source>
        <translation>检查服务商的地址、网络和域名服务。</translation>
    </message>
    <message>
        <source>The server does not take a connection</source>
        <translation>服务器不接受连接</translation>
    </message>
    <message>
        <source>It may be down, or a firewall stands between. Try again, or set a proxy for this provider.</source>
        <translation>它可能已停机，或中间有防火墙。再试一次，或为这家服务商设置代理。</translation>
    </message>
    <message>
        <source>The server did not take a connection in time</source>
        <translation>服务器没有按时接受连接</translation>
    </message>
    <message>
        <source>Check the network, or set a proxy for this provider.</source>
        <translation>检查网络，或为这家服务商设置代理。</translation>
    </message>
    <message>
        <source>The certificate of the server has expired, or the clock of this machine is wrong</source>
        <translation>服务器的证书已过期，或本机时钟有误</translation>
    </message>
    <message>
        <source>Nothing was sent. Check the date of this machine; otherwise the provider has to renew it.</source>
        <translation>没有发送任何内容。检查本机日期；否则须由服务商更新证书。</translation>
    </message>
    <message>
        <source>The certificate belongs to another server</source>
        <translation>证书属于另一台服务器</translation>
    </message>
    <message>
        <source>Nothing was sent. Check the address of the provider; a network that asks for a sign-in does this too.</source>
        <translation>没有发送任何内容。检查服务商的地址；要求登录的网络也会这样。</translation>
    </message>
    <message>
        <source>The server made its certificate itself</source>
        <translation>服务器的证书是自签的</translation>
    </message>
    <message>
        <source>Nothing was sent. Where the server is yours, name its CA file in the settings of the provider.</source>
        <translation>没有发送任何内容。若是自己的服务器，在服务商设置中指定它的 CA 文件。</translation>
    </message>
    <message>
        <source>Nobody known to this machine vouches for the certificate of the server</source>
        <translation>本机所知的机构都不为服务器的证书作保</translation>
    </message>
    <message>
        <source>Nothing was sent. In a company network, name the CA file of the company in the settings of the provider.</source>
        <translation>没有发送任何内容。在公司网络中，在服务商设置中指定公司的 CA 文件。</translation>
    </message>
    <message>
        <source>The server and Triptych have no safe version of TLS in common</source>
        <translation>服务器与 Triptych 没有共同的安全 TLS 版本</translation>
    </message>
    <message>
        <source>Nothing was sent. Check that the address and its port are right for https.</source>
        <translation>没有发送任何内容。检查地址和端口是否适用于 https。</translation>
    </message>
    <message>
        <source>The CA file cannot be read</source>
        <translation>CA 文件无法读取</translation>
    </message>
    <message>
        <source>Choose another one in the settings of the provider.</source>
        <translation>在服务商设置中另选一个。</translation>
    </message>
    <message>
        <source>The certificate of the server is not valid</source>
        <translation>服务器的证书无效</translation>
    </message>
    <message>
        <source>Nothing was sent. There is no way round this; check the address, or name the CA file of the server.</source>
        <translation>没有发送任何内容。无法绕过；检查地址，或指定服务器的 CA 文件。</translation>
    </message>
    <message>
        <source>The server hung up while the connection was being secured</source>
        <translation>建立加密时服务器断开了连接</translation>
    </message>
    <message>
        <source>Nothing was sent. Try again; a firewall or a proxy may stand between.</source>
        <translation>没有发送任何内容。再试一次；中间可能有防火墙或代理。</translation>
    </message>
    <message>
        <source>Securing the connection took too long</source>
        <translation>建立加密用时太久</translation>
    </message>
    <message>
        <source>The name of the proxy was not found</source>
        <translation>找不到代理的名称</translation>
    </message>
    <message>
        <source>Check the proxy in the settings.</source>
        <translation>在设置中检查代理。</translation>
    </message>
    <message>
        <source>The proxy does not take a connection</source>
        <translation>代理不接受连接</translation>
    </message>
    <message>
        <source>Start it, change it in the settings, or go to this provider directly.</source>
        <translation>启动它，在设置中更改，或直连这家服务商。</translation>
    </message>
    <message>
        <source>The proxy did not answer in time</source>
        <translation>代理没有按时回应</translation>
    </message>
    <message>
        <source>Check the proxy in the settings, or go to this provider directly.</source>
        <translation>在设置中检查代理，或直连这家服务商。</translation>
    </message>
    <message>
        <source>This provider is to go through a proxy, but none is set</source>
        <translation>这家服务商须经过代理，但没有设置代理</translation>
    </message>
    <message>
        <source>Enter one in the settings, or go to this provider directly.</source>
        <translation>在设置中填写一个，或直连这家服务商。</translation>
    </message>
    <message>
        <source>This kind of proxy is not supported</source>
        <translation>不支持这种代理</translation>
    </message>
    <message>
        <source>Use an HTTP or a SOCKS5 proxy.</source>
        <translation>使用 HTTP 或 SOCKS5 代理。</translation>
    </message>
    <message>
        <source>The proxy did not make the connection</source>
        <translation>代理没有建立连接</translation>
    </message>
    <message>
        <source>%1 refused the key</source>
        <translation>%1 拒绝了密钥</translation>
    </message>
    <message>
        <source>%1 takes no more requests for now</source>
        <translation>%1 暂时不再接受请求</translation>
    </message>
    <message>
        <source>Wait, or use another key or model.</source>
        <translation>等待，或使用另一个密钥或模型。</translation>
    </message>
    <message>
        <source>%1 says that the account has no credit left</source>
        <translation>%1 表示账户已没有余额</translation>
    </message>
    <message>
        <source>Top it up with the provider, or use another key.</source>
        <translation>在服务商处充值，或使用另一个密钥。</translation>
    </message>
    <message>
        <source>The prompt is longer than the model can take</source>
        <translation>提示词超过模型的容量</translation>
    </message>
    <message>
        <source>Shorten it, lower the maximum of tokens, or use a model with a larger context.</source>
        <translation>缩短它，降低词元上限，或使用上下文更大的模型。</translation>
    </message>
    <message>
        <source>%1 did not accept the request</source>
        <translation>%1 没有接受请求</translation>
    </message>
    <message>
        <source>Change what it names; a parameter can be dropped in the settings of the lane.</source>
        <translation>更改它所指出的内容；可以在栏的设置中去掉参数。</translation>
    </message>
    <message>
        <source>%1 has trouble of its own</source>
        <translation>%1 自身有故障</translation>
    </message>
    <message>
        <source>Try again later, or use another provider.</source>
        <translation>稍后再试，或使用另一家服务商。</translation>
    </message>
    <message>
        <source>%1 is overloaded</source>
        <translation>%1 过载</translation>
    </message>
    <message>
        <source>Try again in a while, or use another model.</source>
        <translation>过一会儿再试，或使用另一个模型。</translation>
    </message>
    <message>
        <source>%1 ended the answer with an error</source>
        <translation>%1 以错误结束了答案</translation>
    </message>
    <message>
        <source>What had arrived is kept. Try again, or use another model.</source>
        <translation>已收到的内容保留。再试一次，或使用另一个模型。</translation>
    </message>
    <message>
        <source>The server points to another host</source>
        <translation>服务器指向另一台主机</translation>
    </message>
    <message>
        <source>No key was sent there. If the service has moved, change its address and add the key for it.</source>
        <translation>没有向那里发送密钥。若服务已搬迁，更改地址并为它添加密钥。</translation>
    </message>
    <message>
        <source>The server points to another address</source>
        <translation>服务器指向另一个地址</translation>
    </message>
    <message>
        <source>It was not followed. If it is right, make it the address of the provider.</source>
        <translation>没有跟随。若地址正确，把它设为服务商的地址。</translation>
    </message>
    <message>
        <source>A web page came instead of an answer</source>
        <translation>收到的是网页而不是答案</translation>
    </message>
    <message>
        <source>A sign-in page of the network or a wrong address does this. Open the address in a browser, or change it.</source>
        <translation>网络的登录页或错误的地址会这样。在浏览器中打开地址，或更改它。</translation>
    </message>
    <message>
        <source>The answer is of a kind that Triptych does not read</source>
        <translation>答案的类型 Triptych 不读取</translation>
    </message>
    <message>
        <source>Check that the address belongs to this dialect.</source>
        <translation>检查这个地址是否属于该协议。</translation>
    </message>
    <message>
        <source>The answer is compressed in a way that Triptych does not read</source>
        <translation>答案的压缩方式 Triptych 不读取</translation>
    </message>
    <message>
        <source>A proxy may have done it. Go to this provider directly.</source>
        <translation>可能是代理所为。直连这家服务商。</translation>
    </message>
    <message>
        <source>The answer holds nothing</source>
        <translation>答案没有内容</translation>
    </message>
    <message>
        <source>Try again, or use another model.</source>
        <translation>再试一次，或使用另一个模型。</translation>
    </message>
    <message>
        <source>The server does not keep to HTTP</source>
        <translation>服务器不遵守 HTTP</translation>
    </message>
    <message>
        <source>Check the address and its port; a proxy may stand between.</source>
        <translation>检查地址和端口；中间可能有代理。</translation>
    </message>
    <message>
        <source>The answer is built in another way than its dialect says</source>
        <translation>答案的结构与协议不符</translation>
    </message>
    <message>
        <source>A part of the answer is damaged</source>
        <translation>答案的一部分已损坏</translation>
    </message>
    <message>
        <source>What had arrived is kept. Run the lane again.</source>
        <translation>已收到的内容保留。再次运行这一栏。</translation>
    </message>
    <message>
        <source>The answer is larger than any answer should be</source>
        <translation>答案大得不合理</translation>
    </message>
    <message>
        <source>What had arrived is kept. Ask for less, or set a maximum of tokens.</source>
        <translation>已收到的内容保留。少要一些，或设置词元上限。</translation>
    </message>
    <message>
        <source>No content came within the limit</source>
        <translation>时限内没有内容到达</translation>
    </message>
    <message>
        <source>The model may be busy. Run the lane again, or allow more time.</source>
        <translation>模型可能繁忙。再次运行这一栏，或允许更长的时间。</translation>
    </message>
    <message>
        <source>No more bytes came, and no end marker, so the answer is cut off here</source>
        <translation>没有更多字节，也没有结束标记，答案在此中断</translation>
    </message>
    <message>
        <source>Run the lane again, or allow more time.</source>
        <translation>再次运行这一栏，或允许更长的时间。</translation>
    </message>
    <message>
        <source>The server only kept the connection alive; the answer is cut off here</source>
        <translation>服务器只维持着连接；答案在此中断</translation>
    </message>
    <message>
        <source>Run the lane again, or use another model.</source>
        <translation>再次运行这一栏，或使用另一个模型。</translation>
    </message>
    <message>
        <source>The time for the whole answer is up</source>
        <translation>整个答案的时间已到</translation>
    </message>
    <message>
        <source>The connection ended before the answer&apos;s end marker</source>
        <translation>连接在回答的结束标记之前断开</translation>
    </message>
    <message>
        <source>The connection broke before the answer&apos;s end marker</source>
        <translation>连接在回答的结束标记之前中断</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>The connection is closed; what had arrived is kept and may be billed.</source>
        <translation>连接已关闭；已收到的内容保留，可能计费。</translation>
    </message>
    <message>
        <source>Triptych ended while the answer was arriving</source>
        <translation>答案到达时 Triptych 结束了</translation>
    </message>
    <message>
        <source>The limit of cost is reached</source>
        <translation>费用已达上限</translation>
    </message>
    <message>
        <source>Raise the limit, or use a cheaper model.</source>
        <translation>提高上限，或使用更便宜的模型。</translation>
    </message>
    <message>
        <source>This provider or model cannot do what was asked</source>
        <translation>这家服务商或模型做不到所要求的内容</translation>
    </message>
    <message>
        <source>Use another model, or leave that part out.</source>
        <translation>使用另一个模型，或去掉那一部分。</translation>
    </message>
    <message>
        <source>It can be read; new runs wait beside it for that Triptych. Update this one to see them.</source>
        <translation>可以查看；新的运行先存放在旁边，由那个版本的 Triptych 收入。更新此程序即可看到它们。</translation>
    </message>
    <message>
        <source>The history refused a part of a run</source>
        <translation>历史记录拒绝了某次运行的一部分</translation>
    </message>
    <message>
        <source>It lies in this file; everything else is stored.</source>
        <translation>它保存在此文件中，其余部分均已存好。</translation>
    </message>
    <message>
        <source>There was too little memory for the history</source>
        <translation>历史记录所需的内存不足</translation>
    </message>
    <message>
        <source>Close other programs; runs on the screen are kept.</source>
        <translation>请关闭其他程序；屏幕上的运行会保留。</translation>
    </message>
    <message>
        <source>The loopback interface of this machine is down, so llama-server cannot be reached</source>
        <translation>本机的回环接口未启用，因此无法连接 llama-server</translation>
    </message>
    <message>
        <source>Bring it up as root (ip link set lo up), then run the lane again.</source>
        <translation>请以 root 启用它（ip link set lo up），然后重新运行该栏。</translation>
    </message>
    <message>
        <source>none</source>
        <comment>effort</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>minimal</source>
        <comment>effort</comment>
        <translation>极低</translation>
    </message>
    <message>
        <source>low</source>
        <comment>effort</comment>
        <translation>低</translation>
    </message>
    <message>
        <source>medium</source>
        <comment>effort</comment>
        <translation>中</translation>
    </message>
    <message>
        <source>high</source>
        <comment>effort</comment>
        <translation>高</translation>
    </message>
    <message>
        <source>xhigh</source>
        <comment>effort</comment>
        <translation>极高</translation>
    </message>
    <message>
        <source>max</source>
        <comment>effort</comment>
        <translation>最高</translation>
    </message>
    <message>
        <source>the model cannot see images</source>
        <translation>该模型看不了图片</translation>
    </message>
    <message>
        <source>the model cannot read documents</source>
        <translation>该模型读不了文档</translation>
    </message>
    <message>
        <source>the protocol does not take this kind of file</source>
        <translation>该协议不接受这类文件</translation>
    </message>
    <message>
        <source>the model cannot keep to a schema</source>
        <translation>该模型不能按 Schema 回答</translation>
    </message>
    <message>
        <source>the provider takes four marks; the last four are sent</source>
        <translation>服务商最多接受四个缓存标记，发送最后四个</translation>
    </message>
    <message>
        <source>An attachment of the prompt cannot be read</source>
        <translation>提示词的一个附件无法读取</translation>
    </message>
    <message>
        <source>Put the file back, or take it out of the prompt.</source>
        <translation>请放回该文件，或把它从提示词中去掉。</translation>
    </message>
    <message>
        <source>An attachment was changed since it was added</source>
        <translation>一个附件在添加之后被改动过</translation>
    </message>
    <message>
        <source>Add the file again.</source>
        <translation>请重新添加该文件。</translation>
    </message>
    <message>
        <source>This kind of file cannot be attached</source>
        <translation>不能附加这类文件</translation>
    </message>
    <message>
        <source>PNG, JPEG, GIF and WebP images and PDF documents can.</source>
        <translation>可以附加 PNG、JPEG、GIF、WebP 图片和 PDF 文档。</translation>
    </message>
    <message>
        <source>The file is too large to be attached</source>
        <translation>文件太大，不能附加</translation>
    </message>
    <message>
        <source>32 MB are taken at most.</source>
        <translation>最多 32 MB。</translation>
    </message>
    <message>
        <source>A part of the provider&apos;s address is not filled in</source>
        <translation>服务商地址中有一部分没有填写</translation>
    </message>
    <message>
        <source>Fill it in where its key is added.</source>
        <translation>请在添加其密钥的地方填写。</translation>
    </message>
    <message>
        <source>the protocol wants the user to speak first</source>
        <translation>该协议要求由用户先发言</translation>
    </message>
    <message>
        <source>the protocol demands the tools that earlier turns used</source>
        <translation>该协议要求带上先前轮次用过的工具</translation>
    </message>
    <message>
        <source>Organization ID</source>
        <translation>组织 ID</translation>
    </message>
    <message>
        <source>Project ID</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Workspace ID</source>
        <translation>工作区 ID</translation>
    </message>
    <message>
        <source>It is the %1 beside the key. Correct it, or empty it so that it is not sent.</source>
        <translation>这是密钥旁边的“%1”。请改正它，或将其清空，这样就不会发送。</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>The vault has no value for a header of the provider at this address</source>
        <translation>密钥库中没有此地址的服务商所需请求头的值</translation>
    </message>
    <message>
        <source>Enter it in the settings of the provider. Nothing was sent.</source>
        <translation>请在服务商的设置中输入。没有发送任何内容。</translation>
    </message>
    <message>
        <source>This user cannot sign in at a proxy</source>
        <translation>此用户名无法登录代理</translation>
    </message>
    <message>
        <source>Write one without a colon.</source>
        <translation>请使用不含冒号的用户名。</translation>
    </message>
    <message>
        <source>%1 does not accept an id that goes with the key</source>
        <translation>%1 不接受与密钥一起发送的某个 ID</translation>
    </message>
    <message>
        <source>Correct it, or empty it so that it is not sent.</source>
        <translation>请改正它，或将其清空，这样就不会发送。</translation>
    </message>
    <message>
        <source>This service was retired: GitHub Models ended on 2026-07-30. Use another provider.</source>
        <translation>此服务已停用：GitHub Models 已于 2026-07-30 停止服务。请使用其他服务商。</translation>
    </message>
    <message>
        <source>A request is let through again in %1.</source>
        <translation>%1后会再放行一个请求。</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>GitHub Copilot is off: it has no client ID</source>
        <translation>GitHub Copilot 未启用：没有客户端 ID</translation>
    </message>
    <message>
        <source>Register an OAuth app at GitHub with the device flow on, and set its client ID in the provider&apos;s settings.</source>
        <translation>请在 GitHub 注册一个启用设备流程的 OAuth 应用，并在该服务商的设置中填写其客户端 ID。</translation>
    </message>
    <message>
        <source>GitHub gives no access to Copilot</source>
        <translation>GitHub 未授予 Copilot 的访问权限</translation>
    </message>
    <message>
        <source>Check the account and its Copilot plan at GitHub, then sign in again.</source>
        <translation>请在 GitHub 检查该账户及其 Copilot 方案，然后重新登录。</translation>
    </message>
    <message>
        <source>GitHub named a server that is none of Copilot&apos;s, so nothing was sent there</source>
        <translation>GitHub 指定的服务器不属于 Copilot，因此未向其发送任何内容</translation>
    </message>
    <message>
        <source>Check the domain of the provider and the network in between.</source>
        <translation>请检查该服务商的域名以及中间的网络。</translation>
    </message>
    <message>
        <source>GitHub does not know this client ID</source>
        <translation>GitHub 不认识此客户端 ID</translation>
    </message>
    <message>
        <source>Copy it again from the OAuth app at GitHub.</source>
        <translation>请从 GitHub 上的 OAuth 应用重新复制。</translation>
    </message>
    <message>
        <source>The request was declined at GitHub</source>
        <translation>该请求在 GitHub 上被拒绝</translation>
    </message>
    <message>
        <source>Sign in again if that was not meant.</source>
        <translation>若非本意，请重新登录。</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>验证码已过期</translation>
    </message>
    <message>
        <source>Sign in again to get a new one.</source>
        <translation>请重新登录以获取新验证码。</translation>
    </message>
    <message>
        <source>The device flow is switched off for this client ID</source>
        <translation>此客户端 ID 未启用设备流程</translation>
    </message>
    <message>
        <source>Switch it on in the settings of the OAuth app at GitHub.</source>
        <translation>请在 GitHub 上该 OAuth 应用的设置中启用它。</translation>
    </message>
    <message>
        <source>GitHub does not know the code any more</source>
        <translation>GitHub 已不认识此验证码</translation>
    </message>
    <message>
        <source>GitHub named a page for the code that is not its own</source>
        <translation>GitHub 指定的输入验证码的页面不属于它自己</translation>
    </message>
    <message>
        <source>Do not enter the code there. Check the domain and the network in between.</source>
        <translation>请勿在该处输入验证码。请检查域名以及中间的网络。</translation>
    </message>
    <message>
        <source>The service of a provider was retired</source>
        <translation>某服务商的服务已停用</translation>
    </message>
    <message>
        <source>GitHub Models ended on 2026-07-30. Remove the file and use another provider.</source>
        <translation>GitHub Models 已于 2026-07-30 停止服务。请删除该文件并使用其他服务商。</translation>
    </message>
    <message>
        <source>Signing in at GitHub failed</source>
        <translation>登录 GitHub 失败</translation>
    </message>
    <message>
        <source>Try again; GitHub may have changed this interface.</source>
        <translation>请重试；GitHub 可能已更改此接口。</translation>
    </message>
    <message>
        <source>Requests to %1 kept failing, so nothing was sent</source>
        <translation>发往 %1 的请求接连失败，因此没有发送任何内容</translation>
    </message>
    <message>
        <source>Run the lane again later, or use another provider.</source>
        <translation>请稍后重新运行此栏，或使用其他服务商。</translation>
    </message>
    <message>
        <source>%1 refused this key a moment ago, so nothing was sent</source>
        <translation>%1 刚才拒绝了此密钥，因此没有发送任何内容</translation>
    </message>
    <message>
        <source>the protocol has no word for no reasoning</source>
        <translation>该协议无法表示“不思考”</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>请解锁密钥库，然后重试。</translation>
    </message>
    <message>
        <source>outside of what the provider takes</source>
        <translation>超出服务商接受的范围</translation>
    </message>
    <message>
        <source>over this protocol the model takes tools only while it does not reason</source>
        <translation>通过此协议，该模型只有在不思考时才接受工具</translation>
    </message>
    <message>
        <source>the provider promises JSON but no schema; the prompt says which</source>
        <translation>服务商只保证返回 JSON，不保证符合结构；结构已写入提示词</translation>
    </message>
    <message>
        <source>over this protocol no cache marks are sent</source>
        <translation>通过此协议不发送缓存标记</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>cache marks</source>
        <translation>缓存标记</translation>
    </message>
    <message>
        <source>Over this protocol the model takes no tools while it reasons, and it always does</source>
        <translation>通过此协议，该模型思考时不接受工具，而它总会思考</translation>
    </message>
    <message>
        <source>Nothing was sent. Choose it from OpenAI (Responses), or send the prompt without tools.</source>
        <translation>未发送任何内容。请改用 OpenAI (Responses) 中的该模型，或不带工具发送提示词。</translation>
    </message>
    <message numerus="yes">
        <source>Bytes of the answer that are no text were replaced by � in %n places.</source>
        <translation>
            <numerusform>答案中有不是文字的字节，已在 %n 处以 � 代替。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged parts of the answer were skipped.</source>
        <translation>
            <numerusform>跳过了答案中 %n 处损坏的部分。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts of the answer had a shape that Triptych does not know; they were skipped.</source>
        <translation>
            <numerusform>答案中有 %n 个部分的结构无法识别，已跳过。</numerusform>
        </translation>
    </message>
    <message>
        <source>The next try is possible in %1.</source>
        <translation>%1后可以再试。</translation>
    </message>
    <message>
        <source>An example is local/demo#temperature=0.</source>
        <translation>例如 local/demo#temperature=0。</translation>
    </message>
    <message>
        <source>Ask for less, or allow more time.</source>
        <translation>要求少一些，或允许更长时间。</translation>
    </message>
    <message>
        <source>The proxy asks for a user and a password that it knows</source>
        <translation>代理要求它认可的用户名和密码</translation>
    </message>
    <message>
        <source>Enter or correct them in the settings, or go to this provider directly.</source>
        <translation>请在设置中输入或更正，或者直接连接此服务商。</translation>
    </message>
    <message>
        <source>The server closed the connection without an answer</source>
        <translation>服务器未作应答就关闭了连接</translation>
    </message>
    <message>
        <source>Check that the port is right, and that the address begins with https where the server wants it.</source>
        <translation>请检查端口是否正确，以及在服务器要求时地址是否以 https 开头。</translation>
    </message>
    <message>
        <source>The key was not stored for this address</source>
        <translation>密钥保存时不包含此地址</translation>
    </message>
    <message>
        <source>Add the key again; it is then stored for every address of the provider.</source>
        <translation>请重新添加密钥；之后它对该服务商的每个地址都有效。</translation>
    </message>
    <message numerus="yes">
        <source>%n numbers of the answer were too large to be any and were left out.</source>
        <translation>
            <numerusform>答案中有 %n 个数大得无法表示，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>parallel calls</source>
        <translation>并行调用</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences; a language without blanks joins them without one</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>choice of tools</source>
        <translation>工具选择</translation>
    </message>
    <message>
        <source>The Idempotency-Key is not 1 to 255 visible ASCII characters</source>
        <translation>Idempotency-Key 不是 1 到 255 个可见的 ASCII 字符</translation>
    </message>
    <message>
        <source>Use a random one for each request, such as a UUID.</source>
        <translation>请为每个请求使用一个随机值，例如 UUID。</translation>
    </message>
    <message>
        <source>This Idempotency-Key belongs to a request with another body</source>
        <translation>此 Idempotency-Key 属于另一个内容不同的请求</translation>
    </message>
    <message>
        <source>Use a new key for a new request.</source>
        <translation>新请求请使用新的 Idempotency-Key。</translation>
    </message>
    <message>
        <source>The request with this Idempotency-Key is still running</source>
        <translation>使用此 Idempotency-Key 的请求仍在运行</translation>
    </message>
    <message>
        <source>Ask again with the same key.</source>
        <translation>请用同一个 Idempotency-Key 再次请求。</translation>
    </message>
    <message>
        <source>The answer to this Idempotency-Key was too large to keep</source>
        <translation>此 Idempotency-Key 的答案太大，未能保存</translation>
    </message>
    <message>
        <source>It was given once. Use a new key to run the request again.</source>
        <translation>答案已给出一次。如需重新运行，请使用新的 Idempotency-Key。</translation>
    </message>
    <message>
        <source>The gateway held an Idempotency-Key for too long without renewing it</source>
        <translation>网关占用某个 Idempotency-Key 过久而未续期</translation>
    </message>
    <message>
        <source>The client got its answer, but it is not kept for another try.</source>
        <translation>客户端已收到答案，但该答案不会保留给下次重试。</translation>
    </message>
    <message>
        <source>Redis does not do what it is asked</source>
        <translation>Redis 未能完成请求</translation>
    </message>
    <message>
        <source>Check that it runs and can be reached. The next request tries it again.</source>
        <translation>请检查它是否在运行且可以连接。下一个请求会再次尝试。</translation>
    </message>
    <message>
        <source>Redis refuses the user or the password</source>
        <translation>Redis 拒绝了用户名或密码</translation>
    </message>
    <message>
        <source>Check them in the address that the gateway was given.</source>
        <translation>请检查交给网关的地址中的用户名和密码。</translation>
    </message>
    <message>
        <source>The address of Redis is not understood</source>
        <translation>无法理解 Redis 的地址</translation>
    </message>
    <message>
        <source>Write it as redis://user:password@host:6379/0; only the host has to be there.</source>
        <translation>请写成 redis://user:password@host:6379/0；只有主机是必需的。</translation>
    </message>
    <message>
        <source>Redis over TLS is not supported</source>
        <translation>不支持通过 TLS 连接 Redis</translation>
    </message>
    <message>
        <source>Use redis:// through a tunnel, or in a network that you trust.</source>
        <translation>请通过隧道或在可信网络中使用 redis://。</translation>
    </message>
    <message>
        <source>The gateway does not take this token</source>
        <translation>网关不接受此令牌</translation>
    </message>
    <message>
        <source>Make a new one with triptych gateway token new.</source>
        <translation>请用 triptych gateway token new 生成新的令牌。</translation>
    </message>
    <message>
        <source>The token has expired</source>
        <translation>令牌已过期</translation>
    </message>
    <message>
        <source>Make a new one for this client.</source>
        <translation>请为此客户端生成新的令牌。</translation>
    </message>
    <message>
        <source>The token was revoked</source>
        <translation>令牌已被吊销</translation>
    </message>
    <message>
        <source>Make a new one if the client is to go on.</source>
        <translation>如果该客户端要继续使用，请生成新的令牌。</translation>
    </message>
    <message>
        <source>The budget of the token is used up</source>
        <translation>令牌的预算已用完</translation>
    </message>
    <message>
        <source>Make a new one with a higher budget.</source>
        <translation>请生成预算更高的新令牌。</translation>
    </message>
    <message>
        <source>The list of revoked tokens was not read yet</source>
        <translation>尚未读取已吊销令牌的列表</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>The list of revoked tokens could not be read for a while</source>
        <translation>已有一段时间无法读取已吊销令牌的列表</translation>
    </message>
    <message>
        <source>Check the disk; until it is read, the gateway lets nobody in.</source>
        <translation>请检查磁盘；在读到之前，网关拒绝所有请求。</translation>
    </message>
    <message>
        <source>There is no such token</source>
        <translation>没有这个令牌</translation>
    </message>
    <message>
        <source>List the tokens; one that was signed elsewhere is listed once it was used.</source>
        <translation>请列出令牌；在别处签发的令牌使用过一次后才会列出。</translation>
    </message>
    <message>
        <source>A token of this id is there already</source>
        <translation>已有此 ID 的令牌</translation>
    </message>
    <message>
        <source>Make another one.</source>
        <translation>请另外生成一个。</translation>
    </message>
    <message>
        <source>A token cannot have this name</source>
        <translation>令牌不能使用此名称</translation>
    </message>
    <message>
        <source>Use 1 to 200 characters that can be seen.</source>
        <translation>请使用 1 到 200 个可见字符。</translation>
    </message>
    <message>
        <source>The scope names a route that is not there</source>
        <translation>范围中含有不存在的路由</translation>
    </message>
    <message>
        <source>Use the names that are listed, or leave the scope out for every route.</source>
        <translation>请使用列出的名称；不写范围则表示所有路由。</translation>
    </message>
    <message>
        <source>This cannot be the name of a model</source>
        <translation>这不能作为模型名称</translation>
    </message>
    <message>
        <source>Use names as clients send them, with * for any characters.</source>
        <translation>请使用客户端发送的名称，* 代表任意字符。</translation>
    </message>
    <message>
        <source>A budget must be a number above 0</source>
        <translation>预算必须是大于 0 的数</translation>
    </message>
    <message>
        <source>Give it in US dollars, or leave it out for no limit.</source>
        <translation>请以美元为单位填写；不写则表示不限。</translation>
    </message>
    <message>
        <source>A token cannot live for this time</source>
        <translation>令牌不能使用此有效期</translation>
    </message>
    <message>
        <source>Let it expire in the future, within ten years.</source>
        <translation>过期时间应在将来，且不超过十年。</translation>
    </message>
    <message>
        <source>This cannot be the id of a signing key</source>
        <translation>这不能作为签名密钥的 ID</translation>
    </message>
    <message>
        <source>Choose one of the gateway&apos;s key pairs.</source>
        <translation>请选择网关的一个密钥对。</translation>
    </message>
    <message>
        <source>The token would be longer than 4096 bytes</source>
        <translation>令牌将超过 4096 字节</translation>
    </message>
    <message>
        <source>Name fewer models, or use * for several.</source>
        <translation>请少写几个模型，或用 * 代表多个。</translation>
    </message>
    <message>
        <source>The private key did not sign the token</source>
        <translation>私钥未能签发令牌</translation>
    </message>
    <message>
        <source>Make a new key pair with triptych gateway keypair new.</source>
        <translation>请用 triptych gateway keypair new 生成新的密钥对。</translation>
    </message>
    <message>
        <source>The token cannot be used</source>
        <translation>令牌无法使用</translation>
    </message>
    <message>
        <source>This is no RSA key in PEM form</source>
        <translation>这不是 PEM 格式的 RSA 密钥</translation>
    </message>
    <message>
        <source>Use the files of openssl genrsa 2048 and openssl rsa -pubout.</source>
        <translation>请使用 openssl genrsa 2048 和 openssl rsa -pubout 生成的文件。</translation>
    </message>
    <message>
        <source>This key is of another kind than RSA</source>
        <translation>此密钥不是 RSA 类型</translation>
    </message>
    <message>
        <source>Make one with openssl genrsa 2048.</source>
        <translation>请用 openssl genrsa 2048 生成。</translation>
    </message>
    <message>
        <source>The key is too short to be safe</source>
        <translation>密钥太短，不安全</translation>
    </message>
    <message>
        <source>Make one of at least 2048 bits: openssl genrsa 2048.</source>
        <translation>请生成至少 2048 位的密钥：openssl genrsa 2048。</translation>
    </message>
    <message>
        <source>The key is too long to be checked for each call</source>
        <translation>密钥太长，无法在每次调用时验证</translation>
    </message>
    <message>
        <source>Make one of at most 8192 bits.</source>
        <translation>请生成至多 8192 位的密钥。</translation>
    </message>
    <message>
        <source>The private key is locked with a pass phrase</source>
        <translation>私钥带有口令</translation>
    </message>
    <message>
        <source>Take it off with openssl rsa -in FILE -out FILE; the vault encrypts the key by itself.</source>
        <translation>请用 openssl rsa -in FILE -out FILE 去掉口令；密钥库会自行加密密钥。</translation>
    </message>
    <message>
        <source>This is the public half of a key pair</source>
        <translation>这是密钥对中的公钥</translation>
    </message>
    <message>
        <source>Signing takes the private half, the file of openssl genrsa.</source>
        <translation>签名需要私钥，即 openssl genrsa 生成的文件。</translation>
    </message>
    <message>
        <source>This is the private half of a key pair and belongs in no such file</source>
        <translation>这是密钥对中的私钥，不应放在此文件中</translation>
    </message>
    <message>
        <source>Put the public half there, made with openssl rsa -pubout.</source>
        <translation>请放入用 openssl rsa -pubout 生成的公钥。</translation>
    </message>
    <message>
        <source>A key pair cannot have this id</source>
        <translation>密钥对不能使用此 ID</translation>
    </message>
    <message>
        <source>Use 1 to 32 small letters, digits and hyphens.</source>
        <translation>请使用 1 到 32 个小写字母、数字和连字符。</translation>
    </message>
    <message>
        <source>A key pair of this id is there already</source>
        <translation>已有此 ID 的密钥对</translation>
    </message>
    <message>
        <source>Use another id, or leave it out.</source>
        <translation>请换一个 ID，或省略不写。</translation>
    </message>
    <message>
        <source>The key pair cannot be used</source>
        <translation>密钥对无法使用</translation>
    </message>
    <message>
        <source>Make a new one with triptych gateway keypair new.</source>
        <translation>请用 triptych gateway keypair new 生成新的密钥对。</translation>
    </message>
    <message>
        <source>The gateway&apos;s database is damaged</source>
        <translation>网关的数据库已损坏</translation>
    </message>
    <message>
        <source>Move data/gateway.sqlite away; revoked tokens are then no longer known, so make a new key pair.</source>
        <translation>请移走 data/gateway.sqlite；此后无法得知哪些令牌已被吊销，因此请生成新的密钥对。</translation>
    </message>
    <message>
        <source>A newer Triptych wrote the gateway&apos;s database</source>
        <translation>网关的数据库由更新版本的 Triptych 写入</translation>
    </message>
    <message>
        <source>Update Triptych.</source>
        <translation>请更新 Triptych。</translation>
    </message>
    <message>
        <source>The gateway&apos;s database cannot be opened</source>
        <translation>无法打开网关的数据库</translation>
    </message>
    <message>
        <source>Check the rights of the file and its folder.</source>
        <translation>请检查该文件及其文件夹的权限。</translation>
    </message>
    <message>
        <source>The disk takes nothing more of the gateway&apos;s database</source>
        <translation>磁盘无法再写入网关的数据库</translation>
    </message>
    <message>
        <source>Make room. What calls cost is kept in memory until then.</source>
        <translation>请腾出空间；在此之前，调用费用保存在内存中。</translation>
    </message>
    <message>
        <source>Another program holds the gateway&apos;s database</source>
        <translation>另一个程序正在占用网关的数据库</translation>
    </message>
    <message>
        <source>There was too little memory for the gateway&apos;s database</source>
        <translation>内存不足，无法使用网关的数据库</translation>
    </message>
    <message>
        <source>The gateway&apos;s database did not do its work</source>
        <translation>网关的数据库未能完成操作</translation>
    </message>
    <message>
        <source>Check the disk; the file is data/gateway.sqlite.</source>
        <translation>请检查磁盘；文件为 data/gateway.sqlite。</translation>
    </message>
    <message>
        <source>The gateway cannot listen there</source>
        <translation>网关无法在该处监听</translation>
    </message>
    <message>
        <source>Another program may have the port (vLLM takes 8000 too): choose another one.</source>
        <translation>可能有其他程序占用了该端口（vLLM 也使用 8000）：请换一个端口。</translation>
    </message>
    <message>
        <source>Without a certificate the gateway listens on this machine only</source>
        <translation>没有证书时，网关只在本机监听</translation>
    </message>
    <message>
        <source>Give a certificate and its key along with the address.</source>
        <translation>请连同地址一起提供证书及其私钥。</translation>
    </message>
    <message>
        <source>The certificate cannot be used</source>
        <translation>证书无法使用</translation>
    </message>
    <message>
        <source>Give a PEM file with the chain, and one with the private key.</source>
        <translation>请提供一个含证书链的 PEM 文件和一个含私钥的 PEM 文件。</translation>
    </message>
    <message>
        <source>The gateway&apos;s file has a fault</source>
        <translation>网关的配置文件有错误</translation>
    </message>
    <message>
        <source>Mend it; until then the routes from before hold.</source>
        <translation>请修正；在此之前，原有的路由继续有效。</translation>
    </message>
    <message>
        <source>The vault has no key pair that could sign a token</source>
        <translation>密钥库中没有可用于签发令牌的密钥对</translation>
    </message>
    <message>
        <source>Make one with triptych gateway keypair new, or import a private key.</source>
        <translation>请用 triptych gateway keypair new 生成一个，或导入私钥。</translation>
    </message>
</context>
<context>
    <name>GatewayRows</name>
    <message>
        <source>HH:mm:ss</source>
        <extracomment>How a time of day is written, in the letters of QLocale::toString.</extracomment>
        <translation>HH:mm:ss</translation>
    </message>
    <message>
        <source>Every route</source>
        <translation>所有接口</translation>
    </message>
    <message>
        <source>every model</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>money that is spent, of all there is</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Revoked %1</source>
        <translation>%1 已吊销</translation>
    </message>
    <message>
        <source>Expired %1</source>
        <translation>%1 已过期</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>有效至 %1</translation>
    </message>
    <message>
        <source>last used %1</source>
        <translation>上次使用 %1</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>从未使用</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n 次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <comment>counts of tokens</comment>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>no charge</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>first text %1</source>
        <translation>首字 %1</translation>
    </message>
    <message>
        <source>overhead %1</source>
        <translation>开销 %1</translation>
    </message>
    <message>
        <source>by weight</source>
        <translation>按权重</translation>
    </message>
    <message>
        <source>first that is healthy</source>
        <translation>第一个可用的</translation>
    </message>
    <message>
        <source>unless the program says: %1</source>
        <translation>程序未指定时：%1</translation>
    </message>
    <message>
        <source>always: %1</source>
        <translation>始终：%1</translation>
    </message>
</context>
<context>
    <name>LanePresenter</name>
    <message>
        <source>demonstration: 4 M parameters, small Python only</source>
        <translation>演示模型：400 万参数，仅会简短的 Python</translation>
    </message>
    <message>
        <source>Get a real model</source>
        <translation>换成真正的模型</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>The answer at temperature %1 appears here.</source>
        <translation>温度 %1 的答案显示在这里。</translation>
    </message>
    <message>
        <source>The answer at temperature %1 appears here, at the same time.</source>
        <translation>温度 %1 的答案同时显示在这里。</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>答案显示在这里。</translation>
    </message>
    <message>
        <source>This answer appears at the same time.</source>
        <translation>这个答案同时显示。</translation>
    </message>
    <message>
        <source>%1 needs a key.</source>
        <translation>%1 需要密钥。</translation>
    </message>
    <message>
        <source>It is stored encrypted in the vault and sent to %1 only.</source>
        <translation>密钥加密存放在密钥库中，只发送到 %1。</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>llama-server is being built, once for this user.</source>
        <translation>正在为当前用户编译 llama-server，只需一次。</translation>
    </message>
    <message>
        <source>The run waits and starts by itself. Other lanes do not wait.</source>
        <translation>运行在等待，会自动开始。其他栏不受影响。</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 / %2 个文件</translation>
    </message>
    <message>
        <source>Use another llama-server</source>
        <translation>使用另一个 llama-server</translation>
    </message>
    <message>
        <source>The local model is being loaded.</source>
        <translation>正在加载本地模型。</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation>密钥库已锁定。</translation>
    </message>
    <message>
        <source>The run waits and starts by itself once it is unlocked.</source>
        <translation>运行在等待，解锁后自动开始。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>The answer reached its limit of tokens.</source>
        <translation>答案达到了词元上限。</translation>
    </message>
    <message>
        <source>The provider withheld or cut this answer.</source>
        <translation>服务商扣留或截断了这个答案。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>the provider&apos;s own words</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Stopped before the first word; the connection is closed.</source>
        <translation>首字之前已停止，连接已关闭。</translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n tokens; the connection is closed.</source>
        <translation>
            <numerusform>%n 个词元之后停止，连接已关闭。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; the connection is closed. What came so far is kept.</source>
        <translation>已停止，连接已关闭。已收到的内容保留。</translation>
    </message>
    <message>
        <source>Replace key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>网络设置</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Fail now</source>
        <translation>立即放弃</translation>
    </message>
    <message>
        <source>There is a key for %1 now.</source>
        <translation>现在已有 %1 的密钥。</translation>
    </message>
    <message>
        <source>Run this lane</source>
        <translation>运行此栏</translation>
    </message>
    <message>
        <source>Drop %1 and retry</source>
        <translation>去掉“%1”后重试</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>不再等待</translation>
    </message>
    <message>
        <source>Wait %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>Keep waiting longer</source>
        <translation>延长等待时间</translation>
    </message>
    <message>
        <source>raw body</source>
        <translation>原始响应</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>大约还需 %1</translation>
    </message>
    <message>
        <source>%1 About %2 is billed.</source>
        <comment>a sentence, then an amount</comment>
        <translation>%1将计费约 %2。</translation>
    </message>
    <message>
        <source>cannot see images</source>
        <translation>看不了图片</translation>
    </message>
    <message>
        <source>cannot read documents</source>
        <translation>读不了文档</translation>
    </message>
    <message>
        <source>Try %1 starts in %2.</source>
        <translation>%2后开始第 %1 次尝试。</translation>
    </message>
    <message>
        <source>The lane runs again by itself in %1.</source>
        <translation>此栏将在 %1后自动重新运行。</translation>
    </message>
    <message>
        <source>Sources that the provider names:</source>
        <translation>服务商列出的来源：</translation>
    </message>
    <message>
        <source>Edit %1…</source>
        <translation>编辑 %1…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Settings of %1…</source>
        <translation>%1 的设置…</translation>
    </message>
</context>
<context>
    <name>ScopeText</name>
    <message>
        <source>OpenAI Chat</source>
        <translation>OpenAI Chat</translation>
    </message>
    <message>
        <source>OpenAI Responses</source>
        <translation>OpenAI Responses</translation>
    </message>
    <message>
        <source>Anthropic Messages</source>
        <translation>Anthropic Messages</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>The list of models</source>
        <translation>模型列表</translation>
    </message>
    <message>
        <source>Code and comment</source>
        <translation>代码与说明</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
</context>
<context>
    <name>triptych::AboutDialog</name>
    <message>
        <source>About Triptych</source>
        <translation>关于 Triptych</translation>
    </message>
    <message>
        <source>A workbench for prompting language models side by side. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>并排向多个语言模型发送提示词的工作台。自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>程序库及其许可证</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>程序库</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>%1 (through Qt)</source>
        <translation>%1（经由 Qt）</translation>
    </message>
    <message>
        <source>Public domain</source>
        <translation>公有领域</translation>
    </message>
    <message>
        <source>%1 (a program of its own)</source>
        <translation>%1（独立的程序）</translation>
    </message>
</context>
<context>
    <name>triptych::Actions</name>
    <message>
        <source>New prompt</source>
        <translation>新建提示词</translation>
    </message>
    <message>
        <source>Opens an empty prompt in a new tab</source>
        <translation>在新标签页中打开空白提示词</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Opens a prompt file</source>
        <translation>打开提示词文件</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Writes the prompt to its file</source>
        <translation>把提示词写入它的文件</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Writes the prompt to another file</source>
        <translation>把提示词写入另一个文件</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Gives the prompt another name</source>
        <translation>给提示词换一个名称</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closes the tab; asks if it has changes</source>
        <translation>关闭标签页；有改动时先询问</translation>
    </message>
    <message>
        <source>Add a GGUF file…</source>
        <translation>添加 GGUF 文件…</translation>
    </message>
    <message>
        <source>Adds a local model</source>
        <translation>添加本地模型</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>密钥…</translation>
    </message>
    <message>
        <source>Shows the keys in the vault</source>
        <translation>显示密钥库中的密钥</translation>
    </message>
    <message>
        <source>Lock the vault</source>
        <translation>锁定密钥库</translation>
    </message>
    <message>
        <source>Forgets the keys until the password is given again</source>
        <translation>忘掉密钥，直到再次输入密码</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Closes the window; unsaved prompts stay as drafts</source>
        <translation>关闭窗口；未保存的提示词留作草稿</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes the last edit back</source>
        <translation>撤回上一次编辑</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Makes the edit again</source>
        <translation>重新执行编辑</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Moves the selection to the clipboard</source>
        <translation>把选中内容移到剪贴板</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the selection</source>
        <translation>复制选中内容</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Inserts what the clipboard holds</source>
        <translation>插入剪贴板内容</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Selects the whole text</source>
        <translation>选中全部文字</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Searches the prompt</source>
        <translation>在提示词中查找</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Language, theme, fonts, proxy and more</source>
        <translation>语言、主题、字体、代理等</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Sends the prompt to every lane</source>
        <translation>把提示词发送到每一栏</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stops every lane</source>
        <translation>停止每一栏</translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation>添加一栏</translation>
    </message>
    <message>
        <source>Goes to the model search; Enter adds a lane</source>
        <translation>转到模型搜索；回车添加一栏</translation>
    </message>
    <message>
        <source>Duplicate lane</source>
        <translation>复制一栏</translation>
    </message>
    <message>
        <source>Adds a lane like the chosen one</source>
        <translation>添加与选中栏相同的一栏</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <source>Shows or hides models and history</source>
        <translation>显示或隐藏模型与历史</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Goes to the model search</source>
        <translation>转到模型搜索</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Goes to the history</source>
        <translation>转到历史</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Shows or hides the latency dashboard</source>
        <translation>显示或隐藏延迟面板</translation>
    </message>
    <message>
        <source>Next prompt</source>
        <translation>下一个提示词</translation>
    </message>
    <message>
        <source>Goes to the next tab</source>
        <translation>转到下一个标签页</translation>
    </message>
    <message>
        <source>Previous prompt</source>
        <translation>上一个提示词</translation>
    </message>
    <message>
        <source>Goes to the tab before</source>
        <translation>转到上一个标签页</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个区域</translation>
    </message>
    <message>
        <source>Moves the focus: prompt, lanes, models, dashboard</source>
        <translation>移动焦点：提示词、各栏、模型、面板</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Makes all text one pixel larger</source>
        <translation>所有文字放大一像素</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Makes all text one pixel smaller</source>
        <translation>所有文字缩小一像素</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>默认文字大小</translation>
    </message>
    <message>
        <source>Takes the size of the system again</source>
        <translation>恢复系统的文字大小</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Puts every dock back to its place</source>
        <translation>把每个面板放回原位</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Lists all shortcuts</source>
        <translation>列出所有快捷键</translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation>关于 Triptych</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>版本与许可证</translation>
    </message>
    <message>
        <source>Reopen the closed prompt</source>
        <translation>重新打开关闭的提示词</translation>
    </message>
    <message>
        <source>Brings back the tab that was closed last</source>
        <translation>恢复最近关闭的标签页</translation>
    </message>
    <message>
        <source>Find in the history…</source>
        <translation>在历史中查找…</translation>
    </message>
    <message>
        <source>Searches the prompts and answers of all runs</source>
        <translation>搜索所有运行的提示词和答案</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Goes to the fields below the prompt</source>
        <translation>转到提示词下方的输入框</translation>
    </message>
    <message>
        <source>Delete the run</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Deletes the chosen run of the history; asks first</source>
        <translation>删除历史中选中的运行；会先询问</translation>
    </message>
    <message>
        <source>Lane settings…</source>
        <translation>栏的设置…</translation>
    </message>
    <message>
        <source>Opens the settings of the chosen lane</source>
        <translation>打开选中栏的设置</translation>
    </message>
    <message>
        <source>Run the lane again</source>
        <translation>重新运行此栏</translation>
    </message>
    <message>
        <source>Sends the prompt to the chosen lane alone</source>
        <translation>只把提示词发送到选中的栏</translation>
    </message>
    <message>
        <source>Stop the lane</source>
        <translation>停止此栏</translation>
    </message>
    <message>
        <source>Stops the chosen lane alone</source>
        <translation>只停止选中的栏</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制答案</translation>
    </message>
    <message>
        <source>Copies the answer of the chosen lane as it was written</source>
        <translation>按原文复制选中栏的答案</translation>
    </message>
    <message>
        <source>Move the lane left</source>
        <translation>左移此栏</translation>
    </message>
    <message>
        <source>Changes places with the lane before</source>
        <translation>与前一栏交换位置</translation>
    </message>
    <message>
        <source>Move the lane right</source>
        <translation>右移此栏</translation>
    </message>
    <message>
        <source>Changes places with the lane after</source>
        <translation>与后一栏交换位置</translation>
    </message>
    <message>
        <source>Remove the lane</source>
        <translation>移除此栏</translation>
    </message>
    <message>
        <source>Takes the chosen lane away; its runs stay in the history</source>
        <translation>移除选中的栏；其运行仍留在历史中</translation>
    </message>
    <message>
        <source>Prompt 1</source>
        <translation>提示词 1</translation>
    </message>
    <message>
        <source>Goes to tab 1</source>
        <translation>转到第 1 个标签页</translation>
    </message>
    <message>
        <source>Prompt 2</source>
        <translation>提示词 2</translation>
    </message>
    <message>
        <source>Goes to tab 2</source>
        <translation>转到第 2 个标签页</translation>
    </message>
    <message>
        <source>Prompt 3</source>
        <translation>提示词 3</translation>
    </message>
    <message>
        <source>Goes to tab 3</source>
        <translation>转到第 3 个标签页</translation>
    </message>
    <message>
        <source>Prompt 4</source>
        <translation>提示词 4</translation>
    </message>
    <message>
        <source>Goes to tab 4</source>
        <translation>转到第 4 个标签页</translation>
    </message>
    <message>
        <source>Prompt 5</source>
        <translation>提示词 5</translation>
    </message>
    <message>
        <source>Goes to tab 5</source>
        <translation>转到第 5 个标签页</translation>
    </message>
    <message>
        <source>Prompt 6</source>
        <translation>提示词 6</translation>
    </message>
    <message>
        <source>Goes to tab 6</source>
        <translation>转到第 6 个标签页</translation>
    </message>
    <message>
        <source>Prompt 7</source>
        <translation>提示词 7</translation>
    </message>
    <message>
        <source>Goes to tab 7</source>
        <translation>转到第 7 个标签页</translation>
    </message>
    <message>
        <source>Prompt 8</source>
        <translation>提示词 8</translation>
    </message>
    <message>
        <source>Goes to tab 8</source>
        <translation>转到第 8 个标签页</translation>
    </message>
    <message>
        <source>Last prompt</source>
        <translation>最后一个提示词</translation>
    </message>
    <message>
        <source>Goes to the last tab</source>
        <translation>转到最后一个标签页</translation>
    </message>
    <message>
        <source>Copy a code block</source>
        <translation>复制代码块</translation>
    </message>
    <message>
        <source>Copies the code at the caret of the chosen lane, or the first in sight</source>
        <translation>复制选中栏中光标处的代码，没有则复制可见的第一段</translation>
    </message>
    <message>
        <source>Rendered answers</source>
        <translation>排版显示答案</translation>
    </message>
    <message>
        <source>Shows answers as formatted Markdown, or as they were written</source>
        <translation>以排版后的 Markdown 显示答案，或显示原文</translation>
    </message>
    <message>
        <source>Unlock the vault…</source>
        <translation>解锁密钥库…</translation>
    </message>
    <message>
        <source>Asks for the password of the vault</source>
        <translation>询问密钥库的密码</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>附加文件…</translation>
    </message>
    <message>
        <source>Shows an image or PDF document with the prompt</source>
        <translation>随提示词一起发送图片或 PDF 文档</translation>
    </message>
    <message>
        <source>Generate code</source>
        <translation>生成代码</translation>
    </message>
    <message>
        <source>Asks every lane for the code that the selection describes</source>
        <translation>让每一栏写出所选文字描述的代码</translation>
    </message>
    <message>
        <source>Explain code</source>
        <translation>解释代码</translation>
    </message>
    <message>
        <source>Asks every lane what the selected code does</source>
        <translation>让每一栏说明所选代码的作用</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>添加服务商…</translation>
    </message>
    <message>
        <source>Describes a server of your own</source>
        <translation>描述您自己的服务器</translation>
    </message>
    <message>
        <source>Lock everything</source>
        <translation>全部锁定</translation>
    </message>
    <message>
        <source>Locks the vault and takes back the keys that the gateway holds</source>
        <translation>锁定密钥库，并收回网关持有的密钥</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Shows or hides what other programs use your models through</source>
        <translation>显示或隐藏供其他程序使用模型的网关</translation>
    </message>
</context>
<context>
    <name>triptych::AddKeyDialog</name>
    <message>
        <source>%1 is not encrypted. Plain http is for this machine only.</source>
        <translation>%1 没有加密。明文 http 只用于本机。</translation>
    </message>
    <message>
        <source>Add server</source>
        <translation>添加服务器</translation>
    </message>
    <message>
        <source>Create vault and add key</source>
        <translation>创建密钥库并添加密钥</translation>
    </message>
    <message>
        <source>Unlock and add key</source>
        <translation>解锁并添加密钥</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>其他地址</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>Key (where the server wants one)</source>
        <translation>密钥（服务器需要时）</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Label (optional)</source>
        <translation>标签（可选）</translation>
    </message>
    <message>
        <source>Label of the key</source>
        <translation>密钥的标签</translation>
    </message>
    <message>
        <source>Work, private, a project</source>
        <translation>工作、个人、某个项目</translation>
    </message>
    <message>
        <source>Where this provider hands out keys</source>
        <translation>在哪里获取这家服务商的密钥</translation>
    </message>
    <message>
        <source>Stored encrypted and sent to this address only.</source>
        <translation>密钥加密存放，只发送到这个地址。</translation>
    </message>
    <message>
        <source>Stored encrypted and sent to %1 only.</source>
        <translation>密钥加密存放，只发送到 %1。</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Choose a provider</source>
        <translation>选择服务商</translation>
    </message>
    <message>
        <source>All settings of the server…</source>
        <translation>服务器的全部设置…</translation>
    </message>
</context>
<context>
    <name>triptych::AddressForm</name>
    <message>
        <source>Address (base URL)</source>
        <translation>地址（base URL）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>OpenAI Chat Completions</source>
        <translation>OpenAI Chat Completions</translation>
    </message>
    <message>
        <source>Anthropic Messages</source>
        <translation>Anthropic Messages</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器的地址</translation>
    </message>
    <message>
        <source>Name of the server</source>
        <translation>服务器的名称</translation>
    </message>
    <message>
        <source>What the server speaks</source>
        <translation>服务器使用的协议</translation>
    </message>
    <message>
        <source>OpenAI Responses</source>
        <translation>OpenAI Responses</translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation>Google Gemini</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>Amazon Bedrock</source>
        <translation>Amazon Bedrock</translation>
    </message>
</context>
<context>
    <name>triptych::AnswerView</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>复制这段代码</translation>
    </message>
    <message>
        <source>Copy this code (%1)</source>
        <translation>复制这段代码（%1）</translation>
    </message>
    <message>
        <source>Open link: %1</source>
        <translation>打开链接：%1</translation>
    </message>
</context>
<context>
    <name>triptych::AttachmentTip</name>
    <message>
        <source>Its file is missing.</source>
        <translation>它的文件不见了。</translation>
    </message>
</context>
<context>
    <name>triptych::CallsPage</name>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>No calls yet. Each one leaves its figures here: who asked for what, who answered, how long it took and what it cost.</source>
        <translation>还没有调用。每次调用会在这里留下数据：谁请求了什么、由谁回答、用了多久、花费多少。</translation>
    </message>
    <message>
        <source>Tap: keep what is said, too</source>
        <translation>监听：同时保留内容</translation>
    </message>
</context>
<context>
    <name>triptych::ChangePasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Backups and copies from before still open with the old password. If somebody knows it, replace the keys at their providers too.</source>
        <translation>此前的备份和副本仍可用旧密码打开。若有人知道旧密码，也要在服务商处更换密钥。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
</context>
<context>
    <name>triptych::CheckRow</name>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已略过</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1, issued by %2, until %3</source>
        <translation>%1，由 %2 签发，有效期至 %3</translation>
    </message>
    <message>
        <source>Tested without it.</source>
        <translation>已在没有它的情况下测试。</translation>
    </message>
    <message>
        <source>nothing to look up</source>
        <translation>无需查询</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
</context>
<context>
    <name>triptych::ConnectDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Connect a program</source>
        <translation>连接程序</translation>
    </message>
    <message>
        <source>Copy what is to be pasted</source>
        <translation>复制要粘贴的内容</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>What is to be pasted</source>
        <translation>要粘贴的内容</translation>
    </message>
    <message>
        <source>Write a token of yours in the place of TOKEN; the page “Tokens” makes one.</source>
        <translation>把 TOKEN 换成您的令牌；可在“令牌”页生成。</translation>
    </message>
    <message>
        <source>Copying puts the new token in the place of TOKEN.</source>
        <translation>复制时会把 TOKEN 换成新令牌。</translation>
    </message>
</context>
<context>
    <name>triptych::ConnectionForm</name>
    <message>
        <source>Trusted beside the system&apos;s certificates, for this provider only.</source>
        <translation>除系统证书外也信任它，仅用于此服务商。</translation>
    </message>
    <message numerus="yes">
        <source>Holds %n certificates.</source>
        <translation>
            <numerusform>含有 %n 个证书。</numerusform>
        </translation>
    </message>
    <message>
        <source>This file holds no certificate. Choose a PEM file, which begins with BEGIN CERTIFICATE.</source>
        <translation>此文件不含证书。请选择以 BEGIN CERTIFICATE 开头的 PEM 文件。</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>证书 (*.pem *.crt *.cer);;所有文件 (*)</translation>
    </message>
    <message>
        <source>CA file (optional)</source>
        <translation>CA 文件（可选）</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>As for all providers</source>
        <translation>与所有服务商相同</translation>
    </message>
    <message>
        <source>None, straight to the server</source>
        <translation>不用代理，直接连接服务器</translation>
    </message>
    <message>
        <source>Always through the proxy of the settings</source>
        <translation>总是通过设置中的代理</translation>
    </message>
</context>
<context>
    <name>triptych::ConnectionPanel</name>
    <message>
        <source>Stop the test</source>
        <translation>停止测试</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
</context>
<context>
    <name>triptych::CopilotDialog</name>
    <message>
        <source>Store the sign-in</source>
        <translation>保存登录信息</translation>
    </message>
    <message>
        <source>Get a code</source>
        <translation>获取验证码</translation>
    </message>
    <message>
        <source>Create vault and get a code</source>
        <translation>创建密钥库并获取验证码</translation>
    </message>
    <message>
        <source>Unlock and get a code</source>
        <translation>解锁并获取验证码</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>登录 %1</translation>
    </message>
    <message>
        <source>GitHub documents no way for other programs to use Copilot. What works today may change or be refused at any time; using it is your own choice.</source>
        <translation>GitHub 没有公开说明其他程序如何使用 Copilot。目前可用的方式随时可能更改或被拒绝，是否使用由您自行决定。</translation>
    </message>
    <message>
        <source>The client ID is that of an OAuth app registered at GitHub by you or your organization, with the device flow on. Triptych never uses the identity of another program.</source>
        <translation>客户端 ID 来自您或您的组织在 GitHub 注册并启用设备流程的 OAuth 应用。Triptych 绝不使用其他程序的身份。</translation>
    </message>
    <message>
        <source>The sign-in is stored encrypted.</source>
        <translation>登录信息将加密存储。</translation>
    </message>
    <message>
        <source>The sign-in is stored encrypted and sent to %1 only.</source>
        <translation>登录信息将加密存储，且只发送到 %1。</translation>
    </message>
    <message>
        <source>Asking GitHub for a code…</source>
        <translation>正在向 GitHub 索取验证码…</translation>
    </message>
</context>
<context>
    <name>triptych::CreateVaultDialog</name>
    <message>
        <source>New vault</source>
        <translation>新建密钥库</translation>
    </message>
    <message>
        <source>One password protects all keys. It is kept nowhere, so nobody can restore it.</source>
        <translation>一个密码保护所有密钥。它不存放在任何地方，无人能够恢复。</translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation>创建密钥库</translation>
    </message>
</context>
<context>
    <name>triptych::CredentialDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use the newest backup</source>
        <translation>使用最新的备份</translation>
    </message>
    <message>
        <source>The vault is at work</source>
        <translation>密钥库正在处理</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n s</source>
        <translation>
            <numerusform>等待 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no backup that opens. The file stays as it is.</source>
        <translation>没有能打开的备份。文件保持原样。</translation>
    </message>
    <message>
        <source>%1 is the newest good backup. The damaged file is kept beside it.</source>
        <translation>%1 是最新的完好备份。损坏的文件保留在旁边。</translation>
    </message>
    <message>
        <source>The backup is in its place. Unlock it with its password.</source>
        <translation>备份已就位，用它的密码解锁。</translation>
    </message>
</context>
<context>
    <name>triptych::DateRangeDialog</name>
    <message>
        <source>Delete runs of a period</source>
        <translation>删除一段时间的运行</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To and including</source>
        <translation>到（含当天）</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>triptych::DeleteRunsDialog</name>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Prompts, answers and figures go for good.</source>
        <translation>提示词、答案和数字将永久消失。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>triptych::DocumentTabs</name>
    <message>
        <source>%1, unsaved changes</source>
        <translation>%1，有未保存的改动</translation>
    </message>
    <message>
        <source>Open prompts</source>
        <translation>已打开的提示词</translation>
    </message>
    <message>
        <source>Name of the prompt</source>
        <translation>提示词的名称</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>向右滚动</translation>
    </message>
</context>
<context>
    <name>triptych::EcdfChart</name>
    <message>
        <source>Share of runs that had first text</source>
        <translation>已出现首字的运行所占比例</translation>
    </message>
    <message>
        <source>Share of runs that had ended</source>
        <translation>已结束的运行所占比例</translation>
    </message>
    <message>
        <source>The table beside it holds the same figures.</source>
        <translation>旁边的表格列出相同的数字。</translation>
    </message>
    <message>
        <source>How many per cent of a model&apos;s runs needed at most so long. The marker is the median.
With fewer than six runs each dot is one run.</source>
        <translation>一个模型有百分之多少的运行最多用了这么久。标记处为中位数。
不足六次运行时，每个点是一次运行。</translation>
    </message>
</context>
<context>
    <name>triptych::EditorTabs</name>
    <message>
        <source>Open a prompt</source>
        <translation>打开提示词</translation>
    </message>
    <message>
        <source>Prompts (*.prompty);;Text (*.txt *.md);;All files (*)</source>
        <translation>提示词 (*.prompty);;文本 (*.txt *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the prompt</source>
        <translation>保存提示词</translation>
    </message>
    <message>
        <source>Prompts (*.prompty);;All files (*)</source>
        <translation>提示词 (*.prompty);;所有文件 (*)</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 有未保存的改动。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>继续编辑</translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved prompts of the last session could not be read.</source>
        <translation>
            <numerusform>上次会话中有 %n 个未保存的提示词无法读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Their text is still in %1; open it in another editor.</source>
        <translation>其文字仍在 %1 中；可用其他编辑器打开。</translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2. Choose another name, or check the rights of the folder.</source>
        <translation>无法把 %1 重命名为 %2。请换一个名称，或检查文件夹的权限。</translation>
    </message>
    <message>
        <source>%1 was not inserted: it is no text, or larger than 1 MB. Copy the part that is needed.</source>
        <translation>未插入 %1：它不是文本，或大于 1 MB。可复制需要的部分。</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>附加文件</translation>
    </message>
    <message>
        <source>Images and PDF (*.png *.jpg *.jpeg *.gif *.webp *.pdf);;All files (*)</source>
        <translation>图片和 PDF (*.png *.jpg *.jpeg *.gif *.webp *.pdf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Generate code</source>
        <translation>生成代码</translation>
    </message>
    <message>
        <source>Explain code</source>
        <translation>解释代码</translation>
    </message>
</context>
<context>
    <name>triptych::FieldsDialog</name>
    <message>
        <source>Sent to %1 from then on. The key was stored for another address; add it again there.</source>
        <translation>此后发送到 %1。该密钥是为另一地址存储的，请为新地址重新添加。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What goes with its key, and how it is reached. An id that is empty is not sent.</source>
        <translation>与其密钥一起发送的内容，以及如何连接。为空的 ID 不发送。</translation>
    </message>
</context>
<context>
    <name>triptych::FieldsForm</name>
    <message>
        <source>Only letters, digits and signs of ASCII can be sent in a header.</source>
        <translation>请求头中只能发送 ASCII 字母、数字和符号。</translation>
    </message>
</context>
<context>
    <name>triptych::Figures</name>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>tok/s</source>
        <comment>tokens per second</comment>
        <translation>词元/s</translation>
    </message>
    <message numerus="yes">
        <source>%1 tokens</source>
        <extracomment>%1 is the figure with separators; the number only chooses the plural form.</extracomment>
        <translation>
            <numerusform>%1 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>no charge</source>
        <translation>不计费</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written, in the letters of QLocale::toString.</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <comment>a wait</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1&#xa0;min</source>
        <comment>a wait</comment>
        <translation>%1 分钟</translation>
    </message>
</context>
<context>
    <name>triptych::FilterBar</name>
    <message>
        <source>Provider</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>全部服务商</translation>
    </message>
    <message>
        <source>Only providers that have a key</source>
        <translation>只看有密钥的服务商</translation>
    </message>
    <message>
        <source>Only models that see images</source>
        <translation>只看能看图的模型</translation>
    </message>
    <message>
        <source>Only models that call tools</source>
        <translation>只看能调用工具的模型</translation>
    </message>
    <message>
        <source>Only models that reason</source>
        <translation>只看会推理的模型</translation>
    </message>
</context>
<context>
    <name>triptych::FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Find in the prompt</source>
        <translation>在提示词中查找</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
</context>
<context>
    <name>triptych::FollowButton</name>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Follow the end of the answer</source>
        <translation>跟随答案末尾</translation>
    </message>
    <message>
        <source>Go to the end and stay there</source>
        <translation>转到末尾并停在那里</translation>
    </message>
</context>
<context>
    <name>triptych::GatewayController</name>
    <message>
        <source>The gateway held the keys for 12 hours and has given them back. It still answers while the vault is unlocked; stop and start it to lend them again.</source>
        <translation>网关持有密钥已满 12 小时，现已归还。密钥库解锁时它仍会应答；停止后重新启动即可再次借出。</translation>
    </message>
</context>
<context>
    <name>triptych::GatewayHead</name>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Move into a window of its own</source>
        <translation>移到单独的窗口</translation>
    </message>
    <message>
        <source>Hide the panel; the gateway goes on</source>
        <translation>隐藏面板；网关继续运行</translation>
    </message>
</context>
<context>
    <name>triptych::GatewayPanel</name>
    <message>
        <source>Stopped. Started, it lets programs on this machine use your models, in the protocol they speak.</source>
        <translation>已停止。启动后，本机程序可用各自的协议使用您的模型。</translation>
    </message>
    <message>
        <source>It lets nobody in yet: make a token for each program.</source>
        <translation>目前谁也不能使用：请为每个程序生成令牌。</translation>
    </message>
    <message>
        <source>HH:mm</source>
        <extracomment>How a time of day is written, in the letters of QLocale::toString.</extracomment>
        <translation>HH:mm</translation>
    </message>
    <message>
        <source>Running since %1</source>
        <translation>%1 起运行</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) under way</source>
        <translation>
            <numerusform>%n 个调用进行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Address of the gateway</source>
        <translation>网关地址</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>What to paste into each program</source>
        <translation>各程序要粘贴的内容</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>停止网关</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>启动网关</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>triptych::GatewayRoutes</name>
    <message>
        <source>There is no provider %1.</source>
        <translation>没有服务商 %1。</translation>
    </message>
    <message>
        <source>Remove the route %1?</source>
        <translation>删除路由 %1？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Saving replaces the file by what is shown here.</source>
        <translation>保存会用这里显示的内容替换该文件。</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不替换</translation>
    </message>
</context>
<context>
    <name>triptych::GatewayTap</name>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the conversation that are no text, such as calls of tools and images, were left out.</source>
        <translation>
            <numerusform>已略去对话中 %n 个非文本部分（如工具调用和图片）。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::GatewayTokens</name>
    <message>
        <source>Revoke the token of %1? Calls with it are refused from then on.</source>
        <translation>吊销 %1 的令牌？此后用它的调用会被拒绝。</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Import a key pair</source>
        <translation>导入密钥对</translation>
    </message>
    <message>
        <source>Private keys (*.pem *.key);;All files (*)</source>
        <translation>私钥 (*.pem *.key);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The key pair %1 signs new tokens from now on; those of the others stay good.</source>
        <translation>此后由密钥对 %1 签发新令牌；其他密钥对签发的仍然有效。</translation>
    </message>
</context>
<context>
    <name>triptych::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Interface font</source>
        <translation>界面字体</translation>
    </message>
    <message>
        <source>Prompt and code font</source>
        <translation>提示词与代码字体</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动效</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动效</translation>
    </message>
</context>
<context>
    <name>triptych::HeaderBar</name>
    <message>
        <source>New prompt</source>
        <translation>新建提示词</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>triptych::HeaderRow</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the header</source>
        <translation>请求头名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Value of the header</source>
        <translation>请求头的值</translation>
    </message>
    <message>
        <source>in the vault</source>
        <translation>在密钥库中</translation>
    </message>
    <message>
        <source>Secret value of the header</source>
        <translation>请求头的机密值</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>机密</translation>
    </message>
    <message>
        <source>The value goes into the vault, for the address of this provider only</source>
        <translation>该值存入密钥库，仅用于此服务商的地址</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the header</source>
        <translation>删除请求头</translation>
    </message>
</context>
<context>
    <name>triptych::HeadersForm</name>
    <message>
        <source>Sent with every request. A secret value is kept in the vault and never stands in the file.</source>
        <translation>随每个请求发送。机密值保存在密钥库中，绝不写入文件。</translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation>添加请求头</translation>
    </message>
</context>
<context>
    <name>triptych::HistoryModel</name>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>triptych::HistoryPanel</name>
    <message>
        <source>No run has “%1” in its prompt or answers.</source>
        <translation>没有运行的提示词或答案中含有“%1”。</translation>
    </message>
    <message>
        <source>No runs yet. Each run is kept here with its prompt, answers and figures, also after a restart.</source>
        <translation>还没有运行。每次运行连同提示词、答案和数字都保留在这里，重启之后也在。</translation>
    </message>
    <message>
        <source>No runs are kept.</source>
        <translation>没有保留的运行。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the last hour</source>
        <translation>删除最近一小时</translation>
    </message>
    <message>
        <source>Delete the runs of the last hour?</source>
        <translation>删除最近一小时的运行？</translation>
    </message>
    <message>
        <source>Delete today</source>
        <translation>删除今天</translation>
    </message>
    <message>
        <source>Delete all runs of today?</source>
        <translation>删除今天的所有运行？</translation>
    </message>
    <message>
        <source>Delete the last 7 days</source>
        <translation>删除最近 7 天</translation>
    </message>
    <message>
        <source>Delete the runs of the last 7 days?</source>
        <translation>删除最近 7 天的运行？</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>删除全部历史？</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史</translation>
    </message>
    <message>
        <source>Runs, newest first</source>
        <translation>运行，最新的在前</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Delete runs of a period</source>
        <translation>删除一段时间内的运行</translation>
    </message>
    <message>
        <source>Recording is off; new runs leave nothing here.</source>
        <translation>记录已关闭；新的运行不在这里留下任何内容。</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新记录</translation>
    </message>
    <message>
        <source>Delete this run for good?</source>
        <translation>永久删除此运行？</translation>
    </message>
    <message>
        <source>Delete from … to …</source>
        <translation>删除从 … 到 …</translation>
    </message>
    <message>
        <source>Delete the runs from %1 to %2?</source>
        <translation>删除从 %1 到 %2 的运行？</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written, in the letters of QLocale::toString.</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
</context>
<context>
    <name>triptych::KeepRunsField</name>
    <message>
        <source>Runs stay until you delete them.</source>
        <translation>运行会一直保留，直到你删除它们。</translation>
    </message>
    <message>
        <source>Older runs are deleted day by day.</source>
        <translation>更早的运行每天删除。</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n runs</source>
        <translation>
            <numerusform>删除 %n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete older runs</source>
        <translation>删除更早的运行</translation>
    </message>
    <message>
        <source>Counting the runs that are older…</source>
        <translation>正在统计更早的运行…</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source> day</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Older runs would be deleted for good. How many is not known now.</source>
        <translation>更早的运行将被永久删除。目前不知道有多少次。</translation>
    </message>
    <message numerus="yes">
        <source>%n runs are older and would be deleted for good.</source>
        <translation>
            <numerusform>有 %n 次更早的运行，将被永久删除。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::KeyRow</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation>以 %1 结尾</translation>
    </message>
    <message>
        <source>added %1</source>
        <translation>添加于 %1</translation>
    </message>
    <message>
        <source>Remove this key? Lanes of %1 then have none. Older backups of the vault still hold it.</source>
        <translation>移除这个密钥？%1 的栏将没有密钥。密钥库的旧备份中仍有它。</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the key of %1</source>
        <translation>移除 %1 的密钥</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written, in the letters of QLocale::toString.</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a field and its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Settings of the provider</source>
        <translation>服务商设置</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>%1 的设置</translation>
    </message>
</context>
<context>
    <name>triptych::KeysDialog</name>
    <message>
        <source>A newer Triptych wrote this vault. Its keys can be used, but not changed.</source>
        <translation>这个密钥库由更新的 Triptych 写入。其中的密钥可以使用，但不能更改。</translation>
    </message>
    <message>
        <source>This is an older state of the vault than this computer has seen. Keys that were added since are missing.</source>
        <translation>这个密钥库的状态比本机见过的更旧，此后添加的密钥不在其中。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation>密钥库已锁定。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No keys yet. A key is stored encrypted and is sent only to the provider it belongs to.</source>
        <translation>还没有密钥。密钥加密存放，只发送给它所属的服务商。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation>密钥库的密码</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Keys in the vault</source>
        <translation>密钥库中的密钥</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
</context>
<context>
    <name>triptych::LaneController</name>
    <message numerus="yes">
        <source>All %n places for lanes are taken. Remove one first.</source>
        <translation>
            <numerusform>%n 个栏位都已占用，先移除一栏。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::LaneGrid</name>
    <message>
        <source>Add lane</source>
        <translation>添加一栏</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>栏</translation>
    </message>
</context>
<context>
    <name>triptych::LaneHead</name>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无密钥</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待首字</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>正在推理</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>正在输出</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>failed %1</source>
        <translation>失败 %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Lane %1: %2</source>
        <translation>栏 %1：%2</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>%1 的设置</translation>
    </message>
    <message>
        <source>Duplicate this lane</source>
        <translation>复制这一栏</translation>
    </message>
    <message>
        <source>Remove this lane</source>
        <translation>移除这一栏</translation>
    </message>
    <message>
        <source>Stop this lane</source>
        <translation>停止这一栏</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制答案</translation>
    </message>
    <message>
        <source>Run this lane again</source>
        <translation>再次运行这一栏</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a parameter and its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>adjusted</source>
        <comment>not all was sent as asked</comment>
        <translation>有调整</translation>
    </message>
</context>
<context>
    <name>triptych::LaneSettingsPopup</name>
    <message>
        <source>Give a number from 0 to 2.</source>
        <translation>给出 0 到 2 之间的数。</translation>
    </message>
    <message>
        <source>Give a number from 0 to 1.</source>
        <translation>给出 0 到 1 之间的数。</translation>
    </message>
    <message>
        <source>Give a whole number from 1.</source>
        <translation>给出从 1 起的整数。</translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation>给出整数。</translation>
    </message>
    <message>
        <source>Give words with | between them, none of them empty.</source>
        <translation>给出用 | 分隔的词，每个都不为空。</translation>
    </message>
    <message>
        <source>Give a whole number from 0.</source>
        <translation>给出从 0 起的整数。</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>%1 的设置</translation>
    </message>
    <message>
        <source>What is empty is not sent.</source>
        <translation>空着的不发送。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Last run: %1</source>
        <translation>上次运行：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Send %1 again</source>
        <comment>what the model refused</comment>
        <translation>重新发送%1</translation>
    </message>
</context>
<context>
    <name>triptych::LaneView</name>
    <message>
        <source>Copy status, request id and raw body</source>
        <translation>复制状态、请求 id 和原始内容</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>%1 的答案</translation>
    </message>
    <message>
        <source>Reasoning of %1</source>
        <translation>%1 的推理</translation>
    </message>
    <message>
        <source>What %1 answered</source>
        <translation>%1 的回复</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Reasoned %1</source>
        <translation>推理 %1</translation>
    </message>
    <message>
        <source>Reasoned</source>
        <translation>已推理</translation>
    </message>
</context>
<context>
    <name>triptych::LaneWaitingTable</name>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Phases so far</source>
        <translation>目前的各阶段</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>响应头</translation>
    </message>
    <message>
        <source>first text</source>
        <translation>首字</translation>
    </message>
    <message numerus="yes">
        <source>Half of %n earlier runs had text by %1.</source>
        <translation>
            <numerusform>此前 %n 次运行中，半数在 %1 内出现首字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stops by itself at %1.</source>
        <translation>满 %1 自动停止。</translation>
    </message>
</context>
<context>
    <name>triptych::LatencyBody</name>
    <message>
        <source>Latency by model</source>
        <translation>各模型的延迟</translation>
    </message>
    <message>
        <source>– too few runs; ≥ says how many are needed</source>
        <translation>– 运行次数不足；≥ 后为所需次数</translation>
    </message>
    <message>
        <source>No runs yet. Each run adds to a row per model: first text, total time and tokens per second.</source>
        <translation>还没有运行。每次运行都计入所属模型的一行：首字、总用时和每秒词元数。</translation>
    </message>
    <message numerus="yes">
        <source>Run %n lanes</source>
        <translation>
            <numerusform>运行 %n 栏</numerusform>
        </translation>
    </message>
    <message>
        <source>One dot per run, a curve once there are six or more.</source>
        <translation>每次运行一个点，满六次后画出曲线。</translation>
    </message>
</context>
<context>
    <name>triptych::LatencyController</name>
    <message>
        <source>Export the latency table</source>
        <translation>导出延迟表</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 无法写入：%2</translation>
    </message>
</context>
<context>
    <name>triptych::LatencyDashboard</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
</context>
<context>
    <name>triptych::LatencyHead</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>First text</source>
        <translation>首字</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总用时</translation>
    </message>
    <message>
        <source>Which clock the chart shows</source>
        <translation>图表显示哪个时钟</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出数字</translation>
    </message>
    <message>
        <source>Move into a window of its own</source>
        <translation>移到单独的窗口</translation>
    </message>
    <message>
        <source>Open the dashboard</source>
        <translation>展开面板</translation>
    </message>
    <message>
        <source>Collapse to one line</source>
        <translation>收起为一行</translation>
    </message>
</context>
<context>
    <name>triptych::LatencyModel</name>
    <message>
        <source>too few runs, %1 are needed</source>
        <translation>运行次数不足，需要 %1 次</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n complete lanes</source>
        <translation>
            <numerusform>%1：%n 个完成的栏</numerusform>
        </translation>
    </message>
    <message>
        <source>A 95 % interval of this figure needs %1 measured runs; there are %2.</source>
        <translation>这个数字的 95 % 区间需要 %1 次测得的运行，现有 %2 次。</translation>
    </message>
    <message>
        <source>%1. The true value lies between %2 and %3 with 95 % confidence.</source>
        <translation>%1。真值以 95 % 的置信度在 %2 与 %3 之间。</translation>
    </message>
    <message>
        <source>Provider and model</source>
        <translation>服务商与模型</translation>
    </message>
    <message>
        <source>How many lanes ended complete</source>
        <translation>完整结束的栏数</translation>
    </message>
    <message>
        <source>Median of output tokens after the first, per second since the first content</source>
        <translation>自首个内容起，首词元之后每秒输出词元数的中位数</translation>
    </message>
    <message>
        <source>%1 % of the runs took at most this long, counted from the moment the lane left the queue</source>
        <translation>%1 % 的运行最多用了这么久，自离开队列起计</translation>
    </message>
    <message>
        <source>first text, ms</source>
        <translation>首字，ms</translation>
    </message>
    <message>
        <source>total, s</source>
        <translation>总用时，s</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>n</source>
        <comment>number of runs</comment>
        <translation>n</translation>
    </message>
    <message>
        <source>tok/s</source>
        <comment>tokens per second</comment>
        <translation>词元/s</translation>
    </message>
</context>
<context>
    <name>triptych::LatencySummaryLine</name>
    <message>
        <source>P50 of first text</source>
        <translation>首字的 P50</translation>
    </message>
    <message>
        <source>P50 of total</source>
        <translation>总用时的 P50</translation>
    </message>
</context>
<context>
    <name>triptych::LedgerText</name>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>%1 %2 sent</source>
        <comment>a parameter and its value</comment>
        <translation>%1按 %2 发送</translation>
    </message>
    <message>
        <source>%1 not sent</source>
        <translation>%1未发送</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>实发 %1</translation>
    </message>
    <message>
        <source>%1 asked, %2</source>
        <translation>要求 %1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what was sent, and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a parameter, and what became of it</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>triptych::LocalPage</name>
    <message>
        <source>Local models</source>
        <translation>本地模型</translation>
    </message>
    <message>
        <source>Give the whole path, from / on.</source>
        <translation>给出从 / 开始的完整路径。</translation>
    </message>
    <message>
        <source>There is no file at this path.</source>
        <translation>这个路径没有文件。</translation>
    </message>
    <message>
        <source>This file is not a program.</source>
        <translation>这个文件不是程序。</translation>
    </message>
    <message>
        <source>Empty: the one on PATH, or the one that Triptych built.</source>
        <translation>留空：使用 PATH 上的，或 Triptych 编译的。</translation>
    </message>
    <message>
        <source>Choose llama-server</source>
        <translation>选择 llama-server</translation>
    </message>
    <message>
        <source>llama-server</source>
        <translation>llama-server</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>the model&apos;s</source>
        <translation>模型自身的</translation>
    </message>
    <message>
        <source> tokens</source>
        <comment>behind a number</comment>
        <translation> 词元</translation>
    </message>
    <message>
        <source>A smaller one takes less memory. The lanes of a model share it.</source>
        <translation>较小的上下文占用较少内存。同一模型的各栏共用它。</translation>
    </message>
</context>
<context>
    <name>triptych::LogDialog</name>
    <message>
        <source>Log of the local server</source>
        <translation>本地服务器的日志</translation>
    </message>
    <message>
        <source>The local server has said nothing yet.</source>
        <translation>本地服务器还没有输出。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
</context>
<context>
    <name>triptych::MainWindow</name>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>triptych::MetricStrip</name>
    <message>
        <source>first text</source>
        <translation>首字</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>cost so far</source>
        <translation>已产生费用</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>tokens in a second</comment>
        <translation>%1/秒</translation>
    </message>
</context>
<context>
    <name>triptych::ModelEnding</name>
    <message>
        <source>legacy</source>
        <comment>a model that its provider is giving up</comment>
        <translation>即将淘汰</translation>
    </message>
    <message>
        <source>ended %1</source>
        <comment>a model, with the day</comment>
        <translation>已于 %1 停用</translation>
    </message>
    <message>
        <source>ends %1</source>
        <comment>a model, with the day</comment>
        <translation>%1 停用</translation>
    </message>
</context>
<context>
    <name>triptych::ModelRow</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Id of the model</source>
        <translation>模型的 ID</translation>
    </message>
    <message>
        <source>Base model (optional)</source>
        <translation>基础模型（可选）</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>The model behind it, such as %1</source>
        <translation>它背后的模型，例如 %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>移除此模型</translation>
    </message>
</context>
<context>
    <name>triptych::ModelSelector</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message numerus="yes">
        <source>Search %n models</source>
        <translation>
            <numerusform>搜索 %n 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation>添加一栏</translation>
    </message>
    <message>
        <source>Remove from the favourites</source>
        <translation>移出收藏</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>复制 id</translation>
    </message>
    <message>
        <source>Add a GGUF file</source>
        <translation>添加 GGUF 文件</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Fetch the list of models</source>
        <translation>获取模型列表</translation>
    </message>
    <message>
        <source>Enter or click adds a lane</source>
        <translation>回车或单击添加一栏</translation>
    </message>
    <message>
        <source>Enter adds a second lane of it</source>
        <translation>回车再添加一栏</translation>
    </message>
    <message>
        <source>Enter adds a lane</source>
        <translation>回车添加一栏</translation>
    </message>
    <message>
        <source>Enter closes the group</source>
        <translation>回车收起此组</translation>
    </message>
    <message>
        <source>Enter opens the group</source>
        <translation>回车展开此组</translation>
    </message>
    <message>
        <source>Enter adds a key</source>
        <translation>回车添加密钥</translation>
    </message>
    <message>
        <source>Enter adds an address</source>
        <translation>回车添加地址</translation>
    </message>
    <message>
        <source>Enter chooses a file</source>
        <translation>回车选择文件</translation>
    </message>
    <message>
        <source>Enter fetches the list</source>
        <translation>回车获取列表</translation>
    </message>
    <message>
        <source>Search the models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Dropping it adds the model</source>
        <translation>松开即添加模型</translation>
    </message>
    <message>
        <source>Enter shows all models</source>
        <translation>回车显示全部模型</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>添加服务商…</translation>
    </message>
</context>
<context>
    <name>triptych::ModelsForm</name>
    <message>
        <source>Models that the server does not list. Where an id does not tell which model it is, as with a deployment, name its base model.</source>
        <translation>服务器没有列出的模型。如果 ID 看不出是哪个模型（例如部署名），请写明基础模型。</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
</context>
<context>
    <name>triptych::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>For example http://127.0.0.1:7890 or socks5://127.0.0.1:1080</source>
        <translation>例如 http://127.0.0.1:7890 或 socks5://127.0.0.1:1080</translation>
    </message>
    <message>
        <source>Not an address. %1</source>
        <translation>不是地址。%1</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Go without</source>
        <translation>不登录</translation>
    </message>
    <message>
        <source>Go without a sign-in</source>
        <translation>不使用登录</translation>
    </message>
    <message>
        <source>Change the sign-in…</source>
        <translation>更改登录…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Add a provider…</source>
        <translation>添加服务商…</translation>
    </message>
</context>
<context>
    <name>triptych::NewPasswordForm</name>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>至少 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>The two differ</source>
        <translation>两次输入不一致</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>再输一次同样的密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
</context>
<context>
    <name>triptych::NewTokenDialog</name>
    <message>
        <source>New token</source>
        <translation>新令牌</translation>
    </message>
    <message>
        <source>For one program. It is signed with your key pair; where there is none, one is made.</source>
        <translation>供一个程序使用。用您的密钥对签发；没有时会新建一个。</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>The token of %1</source>
        <translation>%1 的令牌</translation>
    </message>
    <message>
        <source>It is shown this once and kept nowhere. Copy it into the program that it is for.</source>
        <translation>只显示这一次，不会保存。请复制到要使用它的程序里。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>such as: editor</source>
        <translation>例如：编辑器</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Models, with * for any characters</source>
        <translation>模型（* 代表任意字符）</translation>
    </message>
    <message>
        <source>every model</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>May spend in all, in US dollars</source>
        <translation>总花费上限（美元）</translation>
    </message>
    <message>
        <source>without a cap</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Expires after</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
</context>
<context>
    <name>triptych::NoticeActions</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>runs</source>
        <comment>after: Ctrl + Enter</comment>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>triptych::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>triptych::PeriodButton</name>
    <message>
        <source>All prompts, since the beginning</source>
        <translation>全部提示词，自开始以来</translation>
    </message>
    <message>
        <source>All prompts, last 24 hours</source>
        <translation>全部提示词，最近 24 小时</translation>
    </message>
    <message numerus="yes">
        <source>All prompts, last %n days</source>
        <translation>
            <numerusform>全部提示词，最近 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Which runs the figures count</source>
        <translation>数字统计哪些运行</translation>
    </message>
    <message>
        <source>Since the beginning</source>
        <translation>自开始以来</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::PhaseModel</name>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>from and to</source>
        <translation>起止</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>响应头</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>first text</source>
        <translation>首字</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Until the lane could begin to connect</source>
        <translation>直到这一栏可以开始连接</translation>
    </message>
    <message>
        <source>Until the server took the connection</source>
        <translation>直到服务器接受连接</translation>
    </message>
    <message>
        <source>Until the connection was encrypted</source>
        <translation>直到连接完成加密</translation>
    </message>
    <message>
        <source>From sending the request to the head of the answer</source>
        <translation>从发出请求到答案的响应头</translation>
    </message>
    <message>
        <source>From the head to the first byte of the answer</source>
        <translation>从响应头到答案的首字节</translation>
    </message>
    <message>
        <source>From the first byte to the first visible text or tool call</source>
        <translation>从首字节到首个可见文字或工具调用</translation>
    </message>
    <message>
        <source>From the first reasoning to the first visible text or tool call</source>
        <translation>从首段推理到首个可见文字或工具调用</translation>
    </message>
    <message>
        <source>From the first visible text or tool call to the end</source>
        <translation>从首个可见文字或工具调用到结束</translation>
    </message>
</context>
<context>
    <name>triptych::PhaseWaterfall</name>
    <message>
        <source>Queued, connect, headers, first text, writing.</source>
        <translation>排队、连接、响应头、首字、输出。</translation>
    </message>
    <message>
        <source>Phases of the chosen lane</source>
        <translation>选中栏的各阶段</translation>
    </message>
    <message>
        <source>This run, phase by phase</source>
        <translation>本次运行的各阶段</translation>
    </message>
    <message>
        <source>Phases of %1</source>
        <translation>%1 的各阶段</translation>
    </message>
</context>
<context>
    <name>triptych::PrivacyPage</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Keep runs</source>
        <translation>保留运行</translation>
    </message>
    <message>
        <source>Lock the vault after</source>
        <translation>锁定密钥库</translation>
    </message>
    <message>
        <source>Record what is run</source>
        <translation>记录运行的内容</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source> minutes without use</source>
        <translation> 分钟不使用后</translation>
    </message>
    <message>
        <source> minute without use</source>
        <translation> 分钟不使用后</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Token counts</source>
        <translation>词元计数</translation>
    </message>
    <message>
        <source>Ask providers while you write</source>
        <translation>编写时询问服务商</translation>
    </message>
    <message>
        <source>The provider of each lane counts the tokens of the prompt, which is sent there before you press Run.</source>
        <translation>由各栏的服务商计算提示词的词元数，因此提示词会在您按下“运行”之前发送给服务商。</translation>
    </message>
</context>
<context>
    <name>triptych::PromptEditor</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>%1 has no value yet</source>
        <translation>%1 还没有值</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>Scroll the prompt</source>
        <translation>滚动提示词</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>附加文件…</translation>
    </message>
    <message>
        <source>Generate code</source>
        <translation>生成代码</translation>
    </message>
    <message>
        <source>Explain code</source>
        <translation>解释代码</translation>
    </message>
</context>
<context>
    <name>triptych::ProviderDialog</name>
    <message>
        <source>The secret value of the header “%1” is still to be entered.</source>
        <translation>请求头“%1”的机密值尚未输入。</translation>
    </message>
    <message>
        <source>Keys are stored encrypted and sent to this address only.</source>
        <translation>密钥加密存储，只发送到此地址。</translation>
    </message>
    <message>
        <source>Keys were stored for %1. Enter them again, for %2.</source>
        <translation>密钥是为 %1 存储的。请为 %2 重新输入。</translation>
    </message>
    <message>
        <source>Keys are stored encrypted and sent to %1 only.</source>
        <translation>密钥加密存储，只发送到 %1。</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加服务商</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>添加服务商</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Create vault and save</source>
        <translation>创建密钥库并保存</translation>
    </message>
    <message>
        <source>Unlock and save</source>
        <translation>解锁并保存</translation>
    </message>
    <message>
        <source>Pages of the provider</source>
        <translation>服务商的页面</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Quirks</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>triptych::ProviderList</name>
    <message>
        <source>as above</source>
        <translation>同上</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>直连</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>%1 的设置</translation>
    </message>
</context>
<context>
    <name>triptych::ProxySignInDialog</name>
    <message>
        <source>Sign in at the proxy</source>
        <translation>登录代理</translation>
    </message>
    <message>
        <source>Kept encrypted in the vault and shown to %1 only.</source>
        <translation>加密保存在密钥库中，只向 %1 出示。</translation>
    </message>
    <message>
        <source>Keep sign-in</source>
        <translation>保存登录</translation>
    </message>
    <message>
        <source>Create vault and keep</source>
        <translation>创建密钥库并保存登录</translation>
    </message>
    <message>
        <source>Unlock and keep</source>
        <translation>解锁并保存登录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password of the proxy</source>
        <translation>代理的密码</translation>
    </message>
</context>
<context>
    <name>triptych::QuirksForm</name>
    <message>
        <source>Takes max_tokens instead of max_completion_tokens</source>
        <translation>使用 max_tokens 而非 max_completion_tokens</translation>
    </message>
    <message>
        <source>Refuses stream_options; tells its usage unasked</source>
        <translation>拒绝 stream_options；会主动报告用量</translation>
    </message>
    <message>
        <source>Calls the seed random_seed</source>
        <translation>随机种子叫 random_seed</translation>
    </message>
    <message>
        <source>Turns reasoning on and off by thinking.type</source>
        <translation>用 thinking.type 开关推理</translation>
    </message>
    <message>
        <source>Takes enable_thinking and thinking_budget</source>
        <translation>使用 enable_thinking 和 thinking_budget</translation>
    </message>
    <message>
        <source>Turns reasoning on and off by reasoning.enabled</source>
        <translation>用 reasoning.enabled 开关推理</translation>
    </message>
    <message>
        <source>Turns reasoning on and off in chat_template_kwargs</source>
        <translation>在 chat_template_kwargs 中开关推理</translation>
    </message>
    <message>
        <source>Takes effort and budget in an object “reasoning”</source>
        <translation>在“reasoning”对象中接受强度和预算</translation>
    </message>
    <message>
        <source>Takes only its own temperature and top_p</source>
        <translation>只接受自己的 temperature 和 top_p</translation>
    </message>
    <message>
        <source>Wants the system turn with the role developer</source>
        <translation>系统消息要用 developer 角色</translation>
    </message>
    <message>
        <source>Takes top_k</source>
        <translation>接受 top_k</translation>
    </message>
    <message>
        <source>Takes temperatures up to 1 only</source>
        <translation>temperature 最大只能为 1</translation>
    </message>
    <message>
        <source>Speaks the Messages protocol of 2023-06-01</source>
        <translation>使用 2023-06-01 版 Messages 协议</translation>
    </message>
    <message>
        <source>Counts reasoning beside completion_tokens</source>
        <translation>推理不计入 completion_tokens</translation>
    </message>
    <message>
        <source>Promises JSON, but keeps to no schema</source>
        <translation>保证是 JSON，但不遵守模式</translation>
    </message>
    <message>
        <source>Takes no two turns of one role in a row</source>
        <translation>不接受同一角色连续两条消息</translation>
    </message>
    <message>
        <source>Wants ids of calls with nine letters or digits</source>
        <translation>调用 ID 须为九位字母或数字</translation>
    </message>
    <message>
        <source>Tells its timings as llama-server does</source>
        <translation>像 llama-server 那样报告耗时</translation>
    </message>
    <message>
        <source>Where the server departs from the protocol that it speaks.</source>
        <translation>服务器与其所用协议不同之处。</translation>
    </message>
    <message>
        <source>Takes four stop words at most</source>
        <translation>最多接受四个停止词</translation>
    </message>
    <message>
        <source>Takes a thinking_budget from 128 to 32768 only</source>
        <translation>thinking_budget 只接受 128 到 32768</translation>
    </message>
    <message>
        <source>Takes a budget in thinking.budget_tokens</source>
        <translation>在 thinking.budget_tokens 中接受思考预算</translation>
    </message>
    <message>
        <source>Refuses reasoning.summary</source>
        <translation>拒绝 reasoning.summary</translation>
    </message>
    <message>
        <source>Refuses include</source>
        <translation>拒绝 include</translation>
    </message>
    <message>
        <source>Refuses store</source>
        <translation>拒绝 store</translation>
    </message>
</context>
<context>
    <name>triptych::RequestForm</name>
    <message>
        <source>Extra body: a JSON object that is merged into every request</source>
        <translation>附加请求体：合并到每个请求中的 JSON 对象</translation>
    </message>
    <message>
        <source>Extra body</source>
        <translation>附加请求体</translation>
    </message>
</context>
<context>
    <name>triptych::RouteDialog</name>
    <message>
        <source>New route</source>
        <translation>新路由</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>What a program asks for by this name goes to the models below. A * stands for any characters, in the name and in a model.</source>
        <translation>程序以此名称发出的请求会送往下列模型。名称和模型中的 * 代表任意字符。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>such as: fast, or claude-*</source>
        <translation>例如：fast 或 claude-*</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>请求顺序</translation>
    </message>
    <message>
        <source>The first that is healthy</source>
        <translation>第一个可用的</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>按权重</translation>
    </message>
    <message>
        <source>Which model is asked first</source>
        <translation>先请求哪个模型</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Settings where the program says nothing</source>
        <translation>程序未指定时的设置</translation>
    </message>
    <message>
        <source>Settings whatever the program says</source>
        <translation>始终采用的设置</translation>
    </message>
</context>
<context>
    <name>triptych::RoutesPage</name>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>No routes. Only names of the form provider/model are answered; a route lets any other name lead to one or several models.</source>
        <translation>没有路由。只应答“服务商/模型”形式的名称；路由可让任何其他名称指向一个或多个模型。</translation>
    </message>
    <message>
        <source>Add a route…</source>
        <translation>添加路由…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Asked before the one above</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Asked after the one below</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove the route</source>
        <translation>删除路由</translation>
    </message>
</context>
<context>
    <name>triptych::RunColumn</name>
    <message numerus="yes">
        <source>Run %n lane(s)</source>
        <translation>
            <numerusform>运行 %n 栏</numerusform>
        </translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>停止 %1 栏</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>triptych::SearchField</name>
    <message numerus="yes">
        <source>%n models found</source>
        <translation>
            <numerusform>找到 %n 个模型</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::SecretField</name>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Shows it while held down</source>
        <translation>按住时显示</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorController</name>
    <message>
        <source>engine ready</source>
        <translation>引擎就绪</translation>
    </message>
    <message>
        <source>building %1 of %2</source>
        <comment>files</comment>
        <translation>正在构建 %1/%2</translation>
    </message>
    <message>
        <source>engine is being built</source>
        <translation>正在构建引擎</translation>
    </message>
    <message>
        <source>build failed</source>
        <translation>构建失败</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>没有引擎</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>添加模型文件</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation>GGUF 模型 (*.gguf)</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Refreshing failed: %1</source>
        <translation>刷新失败：%1</translation>
    </message>
    <message>
        <source>Fetching the list failed: %1</source>
        <translation>获取列表失败：%1</translation>
    </message>
    <message>
        <source>The list is from %1.</source>
        <translation>列表获取于 %1。</translation>
    </message>
    <message>
        <source>Fetching the models of %1 failed: %2</source>
        <translation>获取 %1 的模型列表失败：%2</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorFoot</name>
    <message>
        <source>Prices of %1</source>
        <translation>价格截至 %1</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorHeads</name>
    <message>
        <source>Columns: context, dollars for a million tokens in and out, lanes</source>
        <translation>各列：上下文、每百万词元输入与输出的美元价、栏数</translation>
    </message>
    <message>
        <source>$ per M</source>
        <translation>$ / 百万</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorModel</name>
    <message>
        <source>%1 models</source>
        <comment>how many a group has</comment>
        <translation>%1 个模型</translation>
    </message>
    <message>
        <source>has a key</source>
        <translation>有密钥</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已收起</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>上下文 %1</translation>
    </message>
    <message>
        <source>%1 per million tokens in / out</source>
        <comment>price</comment>
        <translation>每百万词元输入 / 输出 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n 栏</numerusform>
        </translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
</context>
<context>
    <name>triptych::SelectorRows</name>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>No list has such a model</source>
        <translation>没有列表含有这个模型</translation>
    </message>
    <message>
        <source>Any id works as provider/model</source>
        <translation>任何 id 都可以写成 服务商/模型</translation>
    </message>
    <message>
        <source>A star on a model keeps it here</source>
        <translation>给模型加星，它就留在这里</translation>
    </message>
    <message>
        <source>Add a GGUF file</source>
        <translation>添加 GGUF 文件</translation>
    </message>
    <message>
        <source>Fetch the list of models</source>
        <translation>获取模型列表</translation>
    </message>
    <message>
        <source>Other server</source>
        <translation>其他服务器</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>添加地址</translation>
    </message>
    <message>
        <source>Search all models</source>
        <translation>搜索全部模型</translation>
    </message>
    <message>
        <source>No model passes the filters</source>
        <translation>没有模型符合筛选</translation>
    </message>
    <message>
        <source>Show all models</source>
        <translation>显示全部模型</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>triptych::SettingRow</name>
    <message>
        <source>0 to 2</source>
        <translation>0 到 2</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>words with | between them</source>
        <translation>用 | 分隔的词</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Do not send %1</source>
        <translation>不发送“%1”</translation>
    </message>
    <message>
        <source>This model refuses %1.</source>
        <translation>该模型拒绝“%1”。</translation>
    </message>
    <message>
        <source>The protocol of this model has no %1.</source>
        <translation>此模型的协议没有“%1”。</translation>
    </message>
</context>
<context>
    <name>triptych::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>triptych::SheetDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>triptych::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>No shortcut has “%1”.</source>
        <translation>没有快捷键含有“%1”。</translation>
    </message>
</context>
<context>
    <name>triptych::SignInCodePart</name>
    <message>
        <source>Waiting for you at GitHub. The code expires in %1.</source>
        <translation>正在等待您在 GitHub 上确认。验证码将在 %1 后过期。</translation>
    </message>
    <message>
        <source>Type this code</source>
        <translation>输入此验证码</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制验证码</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>在此页面</translation>
    </message>
    <message>
        <source>Page for the code</source>
        <translation>输入验证码的页面</translation>
    </message>
    <message>
        <source>Open browser</source>
        <translation>打开浏览器</translation>
    </message>
    <message>
        <source>Open the page in the browser</source>
        <translation>在浏览器中打开页面</translation>
    </message>
    <message>
        <source>State of the sign-in</source>
        <translation>登录状态</translation>
    </message>
</context>
<context>
    <name>triptych::SignInForm</name>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Header for the key</source>
        <translation>密钥的请求头</translation>
    </message>
    <message>
        <source>Region that is signed for</source>
        <translation>签名的区域</translation>
    </message>
    <message>
        <source>Key (empty: as stored)</source>
        <translation>密钥（留空：沿用已存储的）</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Key as Authorization: Bearer</source>
        <translation>密钥作为 Authorization: Bearer</translation>
    </message>
    <message>
        <source>Key in a header of its own</source>
        <translation>密钥放在单独的请求头中</translation>
    </message>
    <message>
        <source>Requests signed for Amazon (SigV4)</source>
        <translation>为 Amazon 签名请求（SigV4）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>triptych::StrengthMeter</name>
    <message>
        <source>Strength of the password: %1</source>
        <translation>密码强度：%1</translation>
    </message>
    <message>
        <source>a few unrelated words are best</source>
        <translation>几个互不相关的词最好</translation>
    </message>
    <message>
        <source>weak: soon guessed</source>
        <translation>弱：很快被猜出</translation>
    </message>
    <message>
        <source>fair: add a word</source>
        <translation>一般：再加一个词</translation>
    </message>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>强</translation>
    </message>
</context>
<context>
    <name>triptych::StripWidget</name>
    <message>
        <source>A %1 in the prompt becomes a field here</source>
        <translation>提示词中的 %1 会成为这里的输入框</translation>
    </message>
    <message>
        <source>before sending</source>
        <translation>发送前估计</translation>
    </message>
    <message>
        <source>before sending %1</source>
        <translation>发送前估计 %1</translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation>排版</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源文</translation>
    </message>
    <message>
        <source>View of the answers</source>
        <translation>答案的显示方式</translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation>添加一栏</translation>
    </message>
    <message>
        <source>Estimated by Triptych</source>
        <translation>由 Triptych 估计</translation>
    </message>
    <message>
        <source>Counted by the provider of the first lane</source>
        <translation>由第一栏的服务商计算</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n files</source>
        <translation>
            <numerusform>%1 及 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimated by Triptych, the text alone</source>
        <translation>由 Triptych 估计，仅含文字</translation>
    </message>
</context>
<context>
    <name>triptych::TapPage</name>
    <message>
        <source>Tap</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>While it is on, the words of each call are shown here and kept in the history; otherwise only figures are.</source>
        <translation>开启时，每次调用的内容会显示在这里并存入历史；关闭时只留数据。</translation>
    </message>
    <message>
        <source>Tapped calls</source>
        <translation>监听到的调用</translation>
    </message>
    <message>
        <source>Calls that come while Tap is on stand here, with the newest on top.</source>
        <translation>监听期间的调用列在这里，最新的在最上面。</translation>
    </message>
    <message>
        <source>Fork to lanes</source>
        <translation>分支到各栏</translation>
    </message>
    <message>
        <source>Opens the conversation as a prompt, to send it to other models</source>
        <translation>把对话作为提示词打开，以便发给其他模型</translation>
    </message>
    <message>
        <source>Answer of the chosen call</source>
        <translation>所选调用的答案</translation>
    </message>
</context>
<context>
    <name>triptych::TargetRow</name>
    <message>
        <source>provider/model</source>
        <translation>服务商/模型</translation>
    </message>
    <message>
        <source>Model of the route</source>
        <translation>路由的模型</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How often it is asked, against the others; 0: only when all before it failed</source>
        <translation>相对于其他模型的请求频率；0：仅当前面的都失败时</translation>
    </message>
    <message>
        <source>Remove the model</source>
        <translation>删除模型</translation>
    </message>
</context>
<context>
    <name>triptych::TokenView</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Address with the token in it, for programs that can send no header</source>
        <translation>含令牌的地址，用于不能发送请求头的程序</translation>
    </message>
    <message>
        <source>Address with the token in it</source>
        <translation>含令牌的地址</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>复制令牌</translation>
    </message>
    <message>
        <source>Copy the address with the token in it</source>
        <translation>复制含令牌的地址</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Connect a program…</source>
        <translation>连接程序…</translation>
    </message>
</context>
<context>
    <name>triptych::TokensPage</name>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>No tokens yet. A program shows its token with each call; give each its own, so that you can limit, watch and revoke it.</source>
        <translation>还没有令牌。程序每次调用都要出示令牌；请给每个程序各发一个，以便限制、查看和吊销。</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>新令牌…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>Key pair</source>
        <translation>密钥对</translation>
    </message>
    <message>
        <source>What signs the tokens</source>
        <translation>用于签发令牌</translation>
    </message>
    <message>
        <source>New key pair</source>
        <translation>新密钥对</translation>
    </message>
    <message>
        <source>Import a key pair…</source>
        <translation>导入密钥对…</translation>
    </message>
</context>
<context>
    <name>triptych::UnlockDialog</name>
    <message>
        <source>Unlock the vault</source>
        <translation>解锁密钥库</translation>
    </message>
    <message>
        <source>Lanes that wait for a key go on by themselves.</source>
        <translation>等待密钥的栏会自动继续。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation>密钥库的密码</translation>
    </message>
</context>
<context>
    <name>triptych::VaultButton</name>
    <message>
        <source>No keys yet</source>
        <translation>尚无密钥</translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation>密钥库已锁定</translation>
    </message>
    <message>
        <source>Vault unlocked</source>
        <translation>密钥库已解锁</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>解锁密钥库</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>The gateway holds the keys for %1 until you lock everything</source>
        <translation>网关持有 %1 的密钥，直到您全部锁定</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of providers</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Unlock the vault…</source>
        <translation>解锁密钥库…</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>密钥…</translation>
    </message>
    <message>
        <source>Lock everything</source>
        <translation>全部锁定</translation>
    </message>
</context>
<context>
    <name>triptych::VaultPart</name>
    <message>
        <source>Choose the password of the vault that holds your keys. It is kept nowhere, so nobody can restore it.</source>
        <translation>请为保存密钥的密钥库选择密码。密码不会保存在任何地方，因此无人能恢复它。</translation>
    </message>
    <message>
        <source>The vault is locked. Its password unlocks it first.</source>
        <translation>密钥库已锁定。请先输入密码解锁。</translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation>密钥库密码</translation>
    </message>
</context>
<context>
    <name>triptych::Workbench</name>
    <message>
        <source>from the history</source>
        <translation>来自历史</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>在浏览器中打开 %1？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Opening an earlier run stops what runs now.</source>
        <translation>打开以前的运行会停止正在进行的运行。</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>停止并打开</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>These are the lanes of the run of %1.</source>
        <translation>这些是 %1 那次运行的栏。</translation>
    </message>
    <message>
        <source>Back to my lanes</source>
        <translation>回到我的栏</translation>
    </message>
    <message>
        <source>Keep these</source>
        <translation>保留这些</translation>
    </message>
    <message>
        <source>This system lets no memory be kept out of the swap file. Keys may be written there while the vault is unlocked; raise the limit for locked memory (ulimit -l).</source>
        <translation>此系统不允许把内存排除在交换文件之外。密钥库解锁期间，密钥可能被写入其中；请提高锁定内存的上限（ulimit -l）。</translation>
    </message>
    <message>
        <source>Recover what is readable</source>
        <translation>恢复可读部分</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) recovered.</source>
        <translation>
            <numerusform>已恢复 %n 次运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>This vault is older than one that was seen here before. Somebody, or a backup program, may have put a copy in its place; keys that were added since are not in it.</source>
        <translation>这个密钥库比此前在此见过的更旧。可能有人或备份程序用副本替换了它；此后添加的密钥不在其中。</translation>
    </message>
    <message>
        <source>The password of this vault was cheap to guess by machine. It is made dearer now; older copies of the file stay as they are.</source>
        <translation>这个密钥库的密码此前容易被机器猜出。现已提高猜测成本；该文件的旧副本保持不变。</translation>
    </message>
    <message>
        <source>Nothing in %1 can be read. The file stays where it is.</source>
        <translation>%1 中没有可读的内容。文件保留在原处。</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <extracomment>How a day and a time are written, in the letters of QLocale::toString.</extracomment>
        <translation>yyyy-MM-dd HH:mm</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>who asked that through the gateway</comment>
        <translation>来自 %1</translation>
    </message>
    <message numerus="yes">
        <source>Closing the window stops the gateway and cuts off %n call(s).</source>
        <translation>
            <numerusform>关闭窗口会停止网关并中断 %n 个调用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>不关闭</translation>
    </message>
</context>
</TS>
