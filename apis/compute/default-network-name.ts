/** The network that servers are plugged into when they name none, and that of a namespace comes before that of `public`. */
export const defaultNetworkName = 'default';
