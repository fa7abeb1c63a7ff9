package io.portalbots.spi;

import java.util.Optional;

/**
 * A person opened a frame. The portal signed who that is; the dialog and the button's key came through the person's
 * browser unsigned, so they are claims.
 *
 * @param appCode the app that was opened
 * @param dialogId the dialog it was opened from, as that person sees it (a claim)
 * @param buttonKey the key of the button that opened it, if it was opened from a message (a claim)
 * @param language of the person, two letters
 * @param dark whether the messenger is in its dark mode
 */
public record FrameVisit(
        String appCode,
        PortalInfo portal,
        long personId,
        String dialogId,
        Optional<String> buttonKey,
        String language,
        boolean dark) {}
