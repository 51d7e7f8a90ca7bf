// Whoever signs in in the meantime gets another token: the cookie's is the one that counts.
import { freshTokens } from "./tokens.js";

document.getElementById("held").addEventListener("submit", freshTokens);
