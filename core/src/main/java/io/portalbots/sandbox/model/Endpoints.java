package io.portalbots.sandbox.model;

/**
 * Where clients find a portal and the OAuth server.
 *
 * @param domain the portal's host, and port unless it is the scheme's own
 * @param authDomain the same of the OAuth server
 * @param client base of the portal's REST methods, ending in a slash
 * @param server base of the OAuth server's REST methods; with {@code /oauth/token/} for {@code /rest/} it is the token
 *     endpoint, which is how clients find that
 */
public record Endpoints(String domain, String authDomain, String client, String server) {}
