/** Where the WebSocket of a live console is asked for, with the token as the query `token`. */
export const consolePath = '/console/connect';
