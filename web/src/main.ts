import { mount } from 'svelte';
import '@fontsource-variable/inter/wght.css';
import './styles/base.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
