// What the tray of kept words loads when the layout is shown: with the pages of a spec it would be
// loaded at the same moment, and Jest links no two modules at once.
import '../../answers/kept-answers';
import '../../consensus/kept-ratings';
import '../../platform/keeper/tray';
