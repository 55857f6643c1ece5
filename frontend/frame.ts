/** The behaviours of the widget's frame. */
import { chatFrame } from "./islands/chat_frame";

chatFrame(document);
