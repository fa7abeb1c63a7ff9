package io.portalbots.tenant;

/**
 * What somebody says about an installation. Nothing of it is believed, and no host in it contacted, before the
 * authorization server has confirmed it.
 *
 * @param tenant the application that was spoken to, and the portal it claims to be
 * @param refreshToken that would prove it
 * @param applicationToken with which that portal signs its events
 * @param serverEndpoint the authorization server it names, such as {@code https://oauth.bitrix.info/rest/}; only selects
 *     among those that are configured
 */
public record Claim(Kind kind, TenantId tenant, Secret refreshToken, Secret applicationToken, String serverEndpoint) {

    /** How it came to us, and so whose refresh token it has. */
    public enum Kind {
        /** By an event about the installation; of the administrator who installs or updates. */
        EVENT,
        /** By a page that an administrator opens. */
        PAGE,
        /** By an event of a bot; of that bot, which must be one of ours. */
        BOT
    }
}
