package io.portalbots.sandbox.model;

import java.util.OptionalInt;

/**
 * What can be set about a portal.
 *
 * @param language two-letter code of the portal's default language
 * @param loopbackHttp accepts plain http for frames and event handlers on loopback, where https is demanded otherwise
 * @param maxBots how many bots one application may have; empty for no limit
 */
public record PortalTraits(String language, boolean loopbackHttp, OptionalInt maxBots) {}
