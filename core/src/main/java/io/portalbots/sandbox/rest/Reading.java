package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;
import java.util.Optional;

/** How a portal takes what a call says of a chat app, where the reference and portals differ apart from their checks. */
enum Reading {
    /** As the reference says [seed]. */
    CONTRACT {
        @Override
        Optional<String> param(JsMethod method, String sent) {
            return method.whole(sent);
        }

        @Override
        boolean keepsWhatIsReplaced() {
            return false;
        }

        @Override
        boolean updatesIcons() {
            return true;
        }
    },

    /** As portals were seen to [src: im/classes/general/im_rest.php, im/lib/app.php]. */
    REAL {
        @Override
        Optional<String> param(JsMethod method, String sent) {
            return method.part(sent);
        }

        @Override
        boolean keepsWhatIsReplaced() {
            return true;
        }

        @Override
        boolean updatesIcons() {
            return false;
        }
    };

    /** The reading of that portal. */
    static Reading of(Portal portal) {
        return portal.traits().isReal() ? REAL : CONTRACT;
    }

    /** What is kept of JS_PARAM; nothing if it does not have the method's form. */
    abstract Optional<String> param(JsMethod method, String sent);

    /** Whether an app that becomes JS keeps its frame, and one that becomes a frame its JS. */
    abstract boolean keepsWhatIsReplaced();

    /** Whether an update heeds ICON_FILE. */
    abstract boolean updatesIcons();
}
