export { choice, hostName, listOf, network, text, url, wholeNumber, yesNo } from "./forms.ts";
export { type ReadSetting, readSettings, type Reading, type Source } from "./read.ts";
export { type AnySetting, type Form, setting, type Setting, type Settings } from "./setting.ts";
