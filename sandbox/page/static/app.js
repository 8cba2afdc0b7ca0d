/** Starts the page's parts; each is a module of its own. */
import { follow, remember } from "./live.js";
import { startModal } from "./modal.js";
import { startElements } from "./elements.js";
import { startPickers } from "./picker.js";
import { startMenus } from "./menus.js";
import { startComposers } from "./composer.js";
import { startConversation, startHome } from "./conversation.js";
import { startMachine } from "./machine.js";
import { startFiles } from "./files.js";
import { startTables } from "./tables.js";
import { startSidebar } from "./sidebar.js";

remember();
startMenus();
startSidebar();
startPickers();
startElements();
startFiles();
startTables();
startComposers();
startConversation();
startMachine();
startModal();
follow();
startHome();
document.body.dataset.ready = "";
