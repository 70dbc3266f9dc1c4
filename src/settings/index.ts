export { choice, hostName, listOf, network, text, url, wholeNumber, yesNo } from "./forms.ts";
export { CONFIG_FILE, type ReadSetting, readSettings, type Reading, type SettingFault, type Source } from "./read.ts";
export { type AnySetting, type Form, type Setting, setting, type Settings } from "./setting.ts";
